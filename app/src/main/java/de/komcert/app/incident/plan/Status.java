package de.komcert.app.incident.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Where a task stands. */
public sealed interface Status {

    /**
     * It waits, and names what for.
     *
     * @param begun the record of its start, where it had begun before what it waits for was opened again; or null
     */
    record Blocked(List<Waiting> waiting, @Nullable TaskRecord begun) implements Status {

        public Blocked {
            waiting = List.copyOf(waiting);
        }
    }

    /** It can begin now. */
    record Ready() implements Status {}

    record Running(TaskRecord record) implements Status {}

    record Done(TaskRecord record) implements Status {}

    record Waived(TaskRecord record) implements Status {}

    /** Something a task waits for. */
    sealed interface Waiting {

        record ForTask(Step step) implements Waiting {}

        record ForFact(Fact fact) implements Waiting {}

        record ForDecision(Gate gate) implements Waiting {}

        /** One of these is enough. */
        record ForOneOf(List<Waiting> choices) implements Waiting {

            public ForOneOf {
                choices = List.copyOf(choices);
            }
        }

        /** A rule forbids it until this task is done. */
        record ForRule(Rule rule, Step step) implements Waiting {}
    }

    default boolean open() {
        return switch (this) {
            case Blocked _, Ready _, Running _ -> true;
            case Done _, Waived _ -> false;
        };
    }
}
