package de.komcert.sigma;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The logic of a rule, from its condition down to single checks. */
sealed interface Expression {

    record All(List<Expression> parts) implements Expression {}

    record Any(List<Expression> parts) implements Expression {}

    record Not(Expression part) implements Expression {}

    /** A part that its author has a word for, kept so that an explanation can speak of it. */
    record Named(Name name, Expression part) implements Expression {}

    /** One question to a field, or to every value of the event where {@code field} is null. */
    record Check(@Nullable String field, Matcher matcher) implements Expression {}
}
