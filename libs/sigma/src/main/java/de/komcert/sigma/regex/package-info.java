/**
 * Regular expressions, searched for in a time that grows with the value and not faster, whatever the expression.
 *
 * <p>A {@link de.komcert.sigma.regex.RegularExpression} also tells what spares most searches: texts of which every match
 * contains one, and places of a few characters of which every match has one. This is the only package that knows the
 * library that searches. Not exported.
 */
@NullMarked
package de.komcert.sigma.regex;

import org.jspecify.annotations.NullMarked;
