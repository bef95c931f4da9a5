package de.komcert.app.incident.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each role is told at T0, half an hour and four hours later, and which decisions a playbook asks for, as text to
 * read and to compare.
 *
 * <p>The simulation: what the Meldung itself does is done; then every task that is due by that time is done, the earliest
 * due first, as soon as it is ready. No fact is stated and no decision taken. {@code -Dkomcert.golden=write} writes the
 * files anew.
 */
class PlanGoldenTests {

    private static final Path GOLDEN = Path.of("src/test/resources/plan/golden");

    @ParameterizedTest
    @MethodSource("playbooks")
    void tellsEachRoleTheSameThree(Playbook playbook) throws IOException {
        var text = new StringBuilder();
        for (var after : List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(4))) {
            text.append("T0 + ").append(after).append('\n');
            var plan = at(playbook, after);
            for (var role : PlanRole.values()) {
                plan.next(role).forEach(next -> text.append(line(role, next)));
            }
        }
        text.append("Decisions, * is recommended\n");
        playbook.gates().forEach(gate -> text.append(lines(gate)));

        var file = GOLDEN.resolve(playbook.id() + ".txt");
        if ("write".equals(System.getProperty("komcert.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).hasToString(Files.readString(file));
    }

    static Stream<Playbook> playbooks() throws IOException {
        return Shipped.playbooks();
    }

    private static Plan at(Playbook playbook, Duration after) {
        var records = new ArrayList<>(playbook.steps().stream()
                .filter(Step::byReport)
                .map(Shipped::done)
                .toList());
        if (after.isZero()) {
            return plan(playbook, records);
        }
        while (true) {
            var plan = plan(playbook, records);
            var next = playbook.steps().stream()
                    .filter(step -> plan.status(step) instanceof Status.Ready)
                    .filter(step -> step.due() != null && step.due().compareTo(after) <= 0)
                    .min(Comparator.comparing(Step::due).thenComparing(Step::id));
            if (next.isEmpty()) {
                return plan;
            }
            records.add(Shipped.done(next.get()));
        }
    }

    private static Plan plan(Playbook playbook, List<TaskRecord> records) {
        return Plan.of(playbook, Shipped.T0, List.of(), records, Set.of(), Set.of());
    }

    private static String line(PlanRole role, Next next) {
        return "  %-5s %s  %-9s %s (%s)%n"
                .formatted(role, next.step().id(), due(next.due()), next.step().title(), reason(next.reason()))
                .replace("\r\n", "\n");
    }

    private static String lines(Gate gate) {
        var text = new StringBuilder("  %-4s %s (%s, after %s)\n"
                .formatted(
                        gate.id(),
                        gate.question(),
                        names(gate.decides()),
                        gate.after().isEmpty() ? "nothing" : names(gate.after())));
        for (var option : gate.options()) {
            text.append("       %s %s\n".formatted(option.equals(gate.recommendation()) ? "*" : " ", option));
        }
        return text.toString();
    }

    private static String names(List<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String due(@Nullable Instant due) {
        return due == null ? "" : Duration.between(Shipped.T0, due).toString();
    }

    private static String reason(Next.Reason reason) {
        return switch (reason) {
            case Next.Reason.PeopleInDanger _ -> "people in danger";
            case Next.Reason.LostForGood _ -> "lost for good";
            case Next.Reason.OthersWait(int tasks) -> tasks + " wait for it";
            case Next.Reason.DueFirst _ -> "due first";
            case Next.Reason.ItsTurn _ -> "its turn";
        };
    }
}
