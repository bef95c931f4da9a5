/**
 * Follows what rules have matched through time: so many failed logins, and then one that succeeds.
 *
 * <p>A {@link de.komcert.sigma.correlation.Correlator} takes matches in any order within a tolerance and keeps those of each
 * group in a {@linkplain de.komcert.sigma.correlation.Window window}. What a correlation is, and how it is read, is said of
 * {@linkplain de.komcert.sigma.Rule.Correlation rules}; what the specification leaves open is decided in the description of
 * their package.
 */
@NullMarked
package de.komcert.sigma.correlation;

import org.jspecify.annotations.NullMarked;
