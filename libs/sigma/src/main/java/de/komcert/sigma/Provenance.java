package de.komcert.sigma;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule looks, and where an event comes from.
 *
 * @param fits whether the event comes from where the rule looks
 * @param wanted where the rule looks
 * @param known every log source the event belongs to; what is left open in one is not known, or there is none
 * @param channel the event's field {@code Channel}, if it has one
 * @param eventId its field {@code EventID}, if it has one
 * @param amiss the words of {@code wanted} that no event of this channel and number has
 * @param homes where events come from that the rule looks at; empty where only a stated log source tells
 */
public record Provenance(
        boolean fits,
        LogSource wanted,
        List<LogSource> known,
        @Nullable String channel,
        @Nullable String eventId,
        Set<Word> amiss,
        List<Home> homes) {

    /** What a log source is described by. */
    public enum Word {
        PRODUCT,
        CATEGORY,
        SERVICE
    }

    /**
     * A place where events of a log source are written.
     *
     * @param services in which, empty where any will do
     * @param channels the Windows channels that a service is
     * @param where a field of the event, and the values of which it has one
     */
    public record Home(Set<String> services, List<String> channels, Map<String, List<String>> where) {}

    static Provenance of(LogSource wanted, Event event, Pipeline pipeline, boolean fits) {
        var known = new LinkedHashSet<LogSource>();
        var amiss = EnumSet.allOf(Word.class);
        for (var view : pipeline.views(Naive.route(event))) {
            known.addAll(view.sources());
            amiss.removeIf(word -> hasWord(view, word, wanted));
        }
        return new Provenance(
                fits,
                wanted,
                known.stream()
                        .filter(source -> known.stream().noneMatch(other -> saysMore(other, source)))
                        .toList(),
                first(event, "Channel"),
                first(event, "EventID"),
                fits ? Set.of() : amiss,
                fits ? List.of() : pipeline.found(wanted));
    }

    private static boolean hasWord(View view, Word word, LogSource wanted) {
        return switch (word) {
            case PRODUCT -> View.fits(wanted.product(), view.products());
            case CATEGORY -> View.fits(wanted.category(), view.categories());
            case SERVICE -> View.fits(wanted.service(), view.services());
        };
    }

    private static boolean saysMore(LogSource one, LogSource other) {
        return !one.equals(other)
                && (other.product() == null || other.product().equals(one.product()))
                && (other.category() == null || other.category().equals(one.category()))
                && (other.service() == null || other.service().equals(one.service()));
    }

    private static @Nullable String first(Event event, String field) {
        var values = Naive.values(event, List.of(field));
        return values.isEmpty() ? null : values.getFirst();
    }
}
