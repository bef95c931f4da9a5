package de.komcert.sigma;

import java.util.SortedSet;

/** Whether a rule can find something in certain logs, before anything is looked for. */
public sealed interface Sight {

    /** Which rule. */
    Rule rule();

    /** The logs hold the events it asks for, with the fields it cannot do without. */
    record CanFire(Rule rule) implements Sight {}

    /** Nothing speaks against it, and nothing tells for certain. */
    record MayFire(Rule rule, Doubt doubt) implements Sight {}

    /** It finds nothing in these logs, whatever happened. */
    record CannotFire(Rule rule, Reason reason) implements Sight {}

    /** Why it is not certain that a rule can fire. */
    enum Doubt {
        /** The log is there, but the rule names no events, so that nobody knows whether those it means are logged. */
        NAMES_NO_EVENT,
        /** Only events that do not tell where they were logged may be those it means. */
        ORIGIN_UNKNOWN,
        /** The logs hold more kinds of events than were told apart. */
        NOT_ALL_COUNTED
    }

    /** Why a rule cannot fire. */
    sealed interface Reason {

        /** No log of its source is there. */
        record NoLog(LogSource source) implements Reason {}

        /**
         * The log is there, but never an event that the rule asks for.
         *
         * @param eventIds those that would be right; empty where the rule tells them apart in another way
         * @param providers who would have to log them; empty where that makes no difference
         */
        record NoEvent(SortedSet<String> eventIds, SortedSet<String> providers) implements Reason {}

        /**
         * The events are there, but fields that the rule cannot do without never have a value.
         *
         * @param fields by the names of the event
         */
        record NoField(SortedSet<String> fields) implements Reason {}

        /**
         * It waits for lists of the Einrichtung.
         *
         * @param lists their names without percent signs
         */
        record NoList(SortedSet<String> lists) implements Reason {}

        /**
         * It joins matches of rules that cannot fire.
         *
         * @param rules their titles
         */
        record NoMatches(SortedSet<String> rules) implements Reason {}
    }
}
