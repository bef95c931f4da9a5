package de.komcert.app.forensics.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.forensics.name.Readable;

/**
 * A finding with everything that is known of it.
 *
 * @param entries what a correlation has counted, oldest first
 * @param people who is spoken of, and whose name is not open, by number
 * @param comments oldest first
 */
public record FindingInFull(
        Finding finding, RuleWords rule, List<CountedEntry> entries, List<Integer> people, List<Comment> comments) {

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
     */
    public record RuleWords(
            String description, List<String> nextSteps, List<String> falsePositives, List<String> tags) {

        public RuleWords {
            nextSteps = List.copyOf(nextSteps);
            falsePositives = List.copyOf(falsePositives);
            tags = List.copyOf(tags);
        }
    }

    /**
     * What somebody wrote on a finding.
     *
     * @param by their name
     */
    public record Comment(UUID id, String words, String by, Instant at) {}

    FindingInFull read(Readable names) {
        return new FindingInFull(
                finding.read(names),
                rule,
                entries.stream()
                        .map(entry -> new CountedEntry(names.text(entry.file()), entry.record(), entry.ticks()))
                        .toList(),
                names.closed(finding.words()),
                comments);
    }
}
