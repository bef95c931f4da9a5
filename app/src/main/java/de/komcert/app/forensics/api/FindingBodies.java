package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.forensics.api.WhyBodies.WhyBody;
import de.komcert.app.forensics.finding.Comment;
import de.komcert.app.forensics.finding.CountedEntry;
import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingField;
import de.komcert.app.forensics.finding.FindingInFull;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.finding.Outcome;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/** Findings as programs read them. */
final class FindingBodies {

    private FindingBodies() {}

    /**
     * A finding.
     *
     * @param analysis the number of the analysis that found it
     * @param number in the analysis, from 1
     * @param rule the id of the rule
     * @param level INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL
     * @param time when it happened, put right by what is known of its host's clock; missing where the event tells none
     * @param originalTime as the log says
     * @param host as logs name it
     * @param file the log, with the path in its collection
     * @param fileId the file of the incident it stands in
     * @param record the number of the entry in it
     * @param fields of the event; in a list only those that made the rule match
     * @param comments how many there are
     * @param outcomes what became of it
     */
    record FindingBody(
            UUID id,
            int analysis,
            long number,
            String rule,
            String title,
            Level level,
            @Nullable Instant time,
            @Nullable Instant originalTime,
            String host,
            String channel,
            String provider,
            String eventId,
            String file,
            @Nullable UUID fileId,
            long record,
            List<FieldBody> fields,
            List<String> tags,
            int comments,
            List<OutcomeBody> outcomes) {

        static FindingBody of(Finding finding) {
            var seen = finding.seen();
            return new FindingBody(
                    finding.id(),
                    finding.analysis(),
                    finding.number(),
                    finding.rule(),
                    finding.title(),
                    finding.level(),
                    seen == null ? null : seen.corrected(),
                    seen == null ? null : seen.original(),
                    finding.host(),
                    finding.channel(),
                    finding.provider(),
                    finding.eventId(),
                    finding.file(),
                    finding.fileId(),
                    finding.record(),
                    finding.fields().stream().map(FieldBody::of).toList(),
                    finding.tags(),
                    finding.comments(),
                    finding.outcomes().stream().map(OutcomeBody::of).toList());
        }
    }

    /**
     * A field of an event.
     *
     * @param reason whether it made the rule match
     */
    record FieldBody(String name, String value, boolean reason) {

        static FieldBody of(FindingField field) {
            return new FieldBody(field.name(), field.value(), field.reason());
        }
    }

    /**
     * What a finding became.
     *
     * @param kind ENTRY, INDICATOR or TASK
     * @param reference the number of the journal entry, the id of the indicator, or the id of the task
     * @param label what it says, in a line
     */
    record OutcomeBody(UUID id, Outcome.Kind kind, String reference, String label, Instant addedAt) {

        static OutcomeBody of(Outcome outcome) {
            return new OutcomeBody(
                    outcome.id(), outcome.kind(), outcome.reference(), outcome.label(), outcome.addedAt());
        }
    }

    /**
     * A finding with everything that is known of it.
     *
     * @param description what the rule says of itself
     * @param nextSteps what to do, the urgent first
     * @param falsePositives what else the rule may match
     * @param ruleTags for example ATT&amp;CK techniques
     * @param ruleStatus how mature the rule calls itself, such as experimental
     * @param ruleLogSource where the rule looks; empty for a correlation
     * @param ruleConditions as they are written in the rule, of which one is enough; none for a correlation
     * @param ruleHits how often the rule matched in this analysis
     * @param rulesHash over all rule files of this analysis
     * @param why the rule matched; missing where that was not kept
     * @param entries what a correlation has counted, the latest hundred, oldest first
     * @param people the numbers of those it speaks of whose names are not open
     * @param comments oldest first
     */
    record FindingInFullBody(
            FindingBody finding,
            String description,
            List<String> nextSteps,
            List<String> falsePositives,
            List<String> ruleTags,
            String ruleStatus,
            String ruleLogSource,
            List<String> ruleConditions,
            long ruleHits,
            String rulesHash,
            @Nullable WhyBody why,
            List<CountedEntryBody> entries,
            List<Integer> people,
            List<CommentBody> comments) {

        static FindingInFullBody of(FindingInFull full) {
            return new FindingInFullBody(
                    FindingBody.of(full.finding()),
                    full.rule().description(),
                    full.rule().nextSteps(),
                    full.rule().falsePositives(),
                    full.rule().tags(),
                    full.rule().status(),
                    full.rule().logSource(),
                    full.rule().conditions(),
                    full.rule().hits(),
                    full.rule().rulesHash(),
                    WhyBody.of(full.why()),
                    full.entries().stream().map(CountedEntryBody::of).toList(),
                    full.people(),
                    full.comments().stream().map(CommentBody::of).toList());
        }
    }

    /**
     * An entry that a correlation has counted.
     *
     * @param originalTime as the log says; missing where it tells none
     */
    record CountedEntryBody(
            String file, long record, @Nullable Instant originalTime) {

        static CountedEntryBody of(CountedEntry entry) {
            var ticks = entry.ticks();
            return new CountedEntryBody(
                    entry.file(), entry.record(), ticks == null || ticks < 0 ? null : Moment.instant(ticks));
        }
    }

    /**
     * A comment.
     *
     * @param by the name of whoever wrote it
     */
    record CommentBody(UUID id, String words, String by, Instant at) {

        static CommentBody of(Comment comment) {
            return new CommentBody(comment.id(), comment.words(), comment.by(), comment.at());
        }
    }
}
