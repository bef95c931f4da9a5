package de.komcert.app.forensics.finding;

import java.util.List;

import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.why.Why;
import org.jspecify.annotations.Nullable;

/**
 * A finding with everything that is known of it.
 *
 * @param nameless the same without any name, for what outlives it
 * @param entries what a correlation has counted, oldest first
 * @param why the rule matched; null where that was not kept
 * @param people who is spoken of, and whose name is not open, by number
 * @param comments oldest first
 */
public record FindingInFull(
        Finding finding,
        Finding nameless,
        RuleWords rule,
        @Nullable Why why,
        List<CountedEntry> entries,
        List<Integer> people,
        List<Comment> comments) {

    public FindingInFull {
        entries = List.copyOf(entries);
        people = List.copyOf(people);
        comments = List.copyOf(comments);
    }

    /**
     * What the rule says of its matches.
     *
     * @param nextSteps what to do, the urgent first
     * @param falsePositives what else it may match
     * @param tags for example ATT&amp;CK techniques
     * @param status how mature it is, such as {@code experimental}; empty where it does not say
     * @param logSource where it looks, in Sigma's words; empty for a correlation
     * @param conditions as they are written in it, of which one is enough; none for a correlation
     * @param hits how often it matched in this analysis
     * @param rulesHash over all rule files of this analysis
     */
    public record RuleWords(
            String description,
            List<String> nextSteps,
            List<String> falsePositives,
            List<String> tags,
            String status,
            String logSource,
            List<String> conditions,
            long hits,
            String rulesHash) {

        public RuleWords {
            nextSteps = List.copyOf(nextSteps);
            falsePositives = List.copyOf(falsePositives);
            tags = List.copyOf(tags);
            conditions = List.copyOf(conditions);
        }
    }

    static FindingInFull stored(
            Finding finding, RuleWords rule, @Nullable Why why, List<CountedEntry> entries, List<Comment> comments) {
        return new FindingInFull(finding, finding, rule, why, entries, List.of(), comments);
    }

    FindingInFull read(Readable names) {
        return new FindingInFull(
                finding.read(names),
                finding.read(Readable.closed()),
                rule,
                why == null ? null : why.read(names),
                entries.stream()
                        .map(entry -> new CountedEntry(names.text(entry.file()), entry.record(), entry.ticks()))
                        .toList(),
                names.closed(finding.words() + "\n" + (why == null ? "" : why.words())),
                comments);
    }
}
