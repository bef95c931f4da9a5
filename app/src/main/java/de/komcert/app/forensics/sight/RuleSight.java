package de.komcert.app.forensics.sight;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.forensics.finding.Level;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Sight;

/**
 * Whether a rule can find something in certain logs.
 *
 * @param rule its id
 * @param words what the reason speaks of: a log source, events, fields, lists or rules; may be empty
 */
public record RuleSight(String rule, String title, Level level, Reason reason, String words) {

    /** Why it can, why nobody can tell, or why it cannot. */
    public enum Reason {
        CAN,
        NAMES_NO_EVENT,
        ORIGIN_UNKNOWN,
        NOT_ALL_COUNTED,
        NO_LOG,
        NO_EVENT,
        NO_FIELD,
        NO_LIST,
        NO_MATCHES
    }

    private static final int MOST_LISTED = 12;

    static RuleSight of(Sight sight) {
        return switch (sight) {
            case Sight.CanFire can -> of(can, Reason.CAN, "");
            case Sight.MayFire may ->
                of(
                        may,
                        switch (may.doubt()) {
                            case NAMES_NO_EVENT -> Reason.NAMES_NO_EVENT;
                            case ORIGIN_UNKNOWN -> Reason.ORIGIN_UNKNOWN;
                            case NOT_ALL_COUNTED -> Reason.NOT_ALL_COUNTED;
                        },
                        "");
            case Sight.CannotFire cannot ->
                switch (cannot.reason()) {
                    case Sight.Reason.NoLog(var source) -> of(cannot, Reason.NO_LOG, words(source));
                    case Sight.Reason.NoEvent(var ids, var providers) ->
                        of(
                                cannot,
                                Reason.NO_EVENT,
                                Stream.of(listed(ids), listed(providers))
                                        .filter(part -> !part.isEmpty())
                                        .collect(Collectors.joining(" · ")));
                    case Sight.Reason.NoField(var fields) -> of(cannot, Reason.NO_FIELD, listed(fields));
                    case Sight.Reason.NoList(var lists) -> of(cannot, Reason.NO_LIST, listed(lists));
                    case Sight.Reason.NoMatches(var rules) -> of(cannot, Reason.NO_MATCHES, listed(rules));
                };
        };
    }

    private static RuleSight of(Sight sight, Reason reason, String words) {
        var head = sight.rule().head();
        return new RuleSight(
                head.id(), head.title(), Level.values()[head.level().ordinal()], reason, words);
    }

    private static String words(LogSource source) {
        return Stream.of(source.product(), source.service(), source.category())
                .filter(word -> word != null)
                .collect(Collectors.joining(", "));
    }

    /** Event ids in the order of their numbers. */
    private static String listed(SortedSet<String> words) {
        var shown = words.stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_LISTED)
                .collect(Collectors.joining(", "));
        return words.size() > MOST_LISTED ? shown + " …" : shown;
    }
}
