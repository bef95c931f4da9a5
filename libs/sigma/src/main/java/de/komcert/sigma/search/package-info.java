/**
 * Looks for many texts at once in a value: thousands of them, in one pass over its characters.
 *
 * <p>A {@link de.komcert.sigma.search.Needle} is a text that is sought, a {@link de.komcert.sigma.search.Haystack} all those
 * that are sought in one field. There is a search for each way in which a text can be tied to a value, over an
 * {@linkplain de.komcert.sigma.search.Alphabet alphabet} of 64 letters; each names candidates, and the haystack compares.
 * Nothing here knows of rules and events. Not exported.
 */
@NullMarked
package de.komcert.sigma.search;

import org.jspecify.annotations.NullMarked;
