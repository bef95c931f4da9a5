package de.komcert.sigma;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/** A rule that can match. */
public sealed interface Rule {

    /** What it says about itself. */
    Head head();

    /** Matches single events. */
    final class Detection implements Rule {
        private final Head head;
        private final LogSource logSource;
        private final List<String> conditions;
        private final Expression expression;
        private final SortedSet<String> placeholders;
        private final Effort effort;

        Detection(
                Head head,
                LogSource logSource,
                List<String> conditions,
                Expression expression,
                SortedSet<String> placeholders) {
            this.head = head;
            this.logSource = logSource;
            this.conditions = List.copyOf(conditions);
            this.expression = expression;
            this.placeholders = placeholders;
            this.effort = Effort.of(expression);
        }

        @Override
        public Head head() {
            return head;
        }

        /** Where it looks. */
        public LogSource logSource() {
            return logSource;
        }

        /** The condition as it is written in the rule; of several one is enough. What filters take away is none of them. */
        public List<String> conditions() {
            return conditions;
        }

        /** The lists an Einrichtung has to fill before the rule can match, without percent signs. */
        public SortedSet<String> placeholders() {
            return placeholders;
        }

        Expression expression() {
            return expression;
        }

        Effort effort() {
            return effort;
        }

        Detection with(Expression other, SortedSet<String> open) {
            return new Detection(head, logSource, conditions, other, open);
        }

        @Override
        public String toString() {
            return head.title();
        }
    }

    /**
     * Matches several events, or matches of other correlations, that belong together in time.
     *
     * @param kind what is counted
     * @param rules ids or names of rules and correlations, in order
     * @param aliases alias, then rule id or name, then field of the events that rule matches
     * @param groupBy fields or aliases whose values have to agree
     * @param timespan how long the window is
     * @param fields what {@code value_…} kinds count or compute with
     * @param limits all of which have to hold
     * @param percentile the percentile to compute, null for the share of the event's own value
     * @param generate whether the rules referred to report matches of their own as well
     */
    record Correlation(
            Head head,
            Kind kind,
            List<String> rules,
            Map<String, Map<String, String>> aliases,
            List<String> groupBy,
            Duration timespan,
            List<String> fields,
            List<Limit> limits,
            @Nullable BigDecimal percentile,
            boolean generate)
            implements Rule {

        /** What a correlation counts. */
        public enum Kind {
            EVENT_COUNT,
            VALUE_COUNT,
            TEMPORAL,
            TEMPORAL_ORDERED,
            VALUE_SUM,
            VALUE_AVG,
            VALUE_PERCENTILE;

            /** As it is written in a rule. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** One criterion of a condition, for example {@code gte: 10}. */
        public static final class Limit {
            private final Comparison comparison;
            private final BigDecimal number;

            Limit(Comparison comparison, BigDecimal number) {
                this.comparison = comparison;
                this.number = number;
            }

            public Comparison comparison() {
                return comparison;
            }

            public BigDecimal number() {
                return number;
            }

            private boolean holds(BigDecimal numerator, BigDecimal denominator) {
                return comparison.holds(numerator, number.multiply(denominator));
            }

            @Override
            public String toString() {
                return comparison.word() + " " + number.toPlainString();
            }
        }

        /** The field that a name among group-by and fields means in the events of one of the rules. */
        public String resolved(String rule, String name) {
            var alias = aliases.get(name);
            return alias == null ? name : alias.getOrDefault(rule, name);
        }

        /** Whether the limits hold for a number. */
        public boolean holds(BigDecimal value) {
            return holds(value, 1);
        }

        /** Whether the limits hold for a fraction; nothing is divided, so that nothing is rounded. */
        public boolean holds(BigDecimal numerator, int denominator) {
            var whole = BigDecimal.valueOf(denominator);
            return limits.stream().allMatch(limit -> limit.holds(numerator, whole));
        }
    }
}
