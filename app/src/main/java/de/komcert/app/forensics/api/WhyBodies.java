package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.List;

import de.komcert.app.forensics.why.Asked;
import de.komcert.app.forensics.why.Counting;
import de.komcert.app.forensics.why.Part;
import de.komcert.app.forensics.why.Said;
import de.komcert.app.forensics.why.Why;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/** Why rules matched, as programs read it. */
final class WhyBodies {

    private WhyBodies() {}

    /**
     * Why a rule matched, as it was written down when it did.
     *
     * @param condition the rule's condition as the event meets it; missing for a correlation
     * @param counting what a correlation has counted; missing for a rule on single events
     */
    record WhyBody(
            @Nullable ConditionPartBody condition, @Nullable CountingBody counting) {

        static @Nullable WhyBody of(@Nullable Why why) {
            if (why == null) {
                return null;
            }
            var condition = why.condition();
            var counting = why.counting();
            return new WhyBody(
                    condition == null ? null : ConditionPartBody.of(condition),
                    counting == null ? null : CountingBody.of(counting));
        }
    }

    /**
     * A part of a condition, and what the event says to it.
     *
     * @param kind GROUP, NOT for what must not hold, SELECTION, FIELD, VALUE for one that is encoded or comes from a list,
     *     FILTER, or CHECK for a single question
     * @param holds whether it is so for the event
     * @param need ALL, ANY or ONE: how many of its parts have to hold
     * @param name by which the rule knows it; empty where it has none
     * @param line of the rule where it stands, or 0
     * @param said what the event says there
     * @param parts those on which the answer rests
     * @param omitted how many parts are not told
     */
    record ConditionPartBody(
            Part.Kind kind,
            boolean holds,
            Part.Need need,
            String name,
            int line,
            @Nullable AskedBody asked,
            List<SaidBody> said,
            List<ConditionPartBody> parts,
            int omitted) {

        static ConditionPartBody of(Part part) {
            var asked = part.asked();
            return new ConditionPartBody(
                    part.kind(),
                    part.holds(),
                    part.need(),
                    part.name(),
                    part.line(),
                    asked == null ? null : AskedBody.of(asked),
                    SaidBody.of(part.said()),
                    part.parts().stream().map(ConditionPartBody::of).toList(),
                    part.omitted());
        }
    }

    /**
     * What a rule asks of a field.
     *
     * @param what it is compared with; empty where there is nothing, or it is hidden
     * @param hidden whether that is not told because it is part of a name that is not told either
     * @param others what the other field says, where the field is compared with one
     */
    record AskedBody(Asked.How how, String what, boolean hidden, List<Asked.Manner> manners, List<String> others) {

        static AskedBody of(Asked asked) {
            return new AskedBody(asked.how(), asked.what(), asked.hidden(), asked.manners(), asked.others());
        }
    }

    /**
     * What a field of the event says.
     *
     * @param value missing where the field is there and says nothing
     */
    record SaidBody(String field, @Nullable String value) {

        static List<SaidBody> of(List<Said> said) {
            return said.stream()
                    .map(one -> new SaidBody(one.field(), one.value()))
                    .toList();
        }
    }

    /**
     * What a correlation has counted, as far as that is known.
     *
     * @param rules the titles of the rules whose matches count
     * @param fields whose values it counts or computes with
     * @param limits all of which have to hold
     * @param seconds how long its window is
     * @param grouping what the counted entries have in common
     * @param counted how many entries are known; they stand beside this
     * @param whole whether these are all
     * @param first of the earliest entry that is known, as the log says
     * @param last of the entry with which the limits were reached, as the log says
     */
    record CountingBody(
            Counting.Kind kind,
            List<String> rules,
            List<String> fields,
            List<CountingLimitBody> limits,
            long seconds,
            List<SaidBody> grouping,
            int counted,
            boolean whole,
            @Nullable Instant first,
            @Nullable Instant last) {

        static CountingBody of(Counting counting) {
            return new CountingBody(
                    counting.kind(),
                    counting.rules(),
                    counting.fields(),
                    counting.limits().stream()
                            .map(limit -> new CountingLimitBody(limit.how(), limit.number()))
                            .toList(),
                    counting.seconds(),
                    SaidBody.of(counting.grouping()),
                    counting.counted(),
                    counting.whole(),
                    instant(counting.first()),
                    instant(counting.last()));
        }

        private static @Nullable Instant instant(@Nullable Long ticks) {
            return ticks == null || ticks < 0 ? null : Moment.instant(ticks);
        }
    }

    /** A limit, such as GTE 10 for at least 10. */
    record CountingLimitBody(Asked.How how, String number) {}
}
