/**
 * What to switch on, to install or to bring along so that more rules can fire.
 *
 * <p>{@link de.komcert.sigma.settings.Settings} are data, with the German names of the group policies and where the facts
 * are from. Each says which events it brings; a {@link de.komcert.sigma.settings.Proposal} tells what rules would gain by
 * them, going by what they {@linkplain de.komcert.sigma.Visibility see} now.
 */
@NullMarked
package de.komcert.sigma.settings;

import org.jspecify.annotations.NullMarked;
