package de.komcert.app.incident.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import de.komcert.app.shared.Severity;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a playbook from YAML and reports everything that is wrong with it, each with file and line.
 *
 * <p>The keys are German, since those who edit a playbook are. Anchors and aliases are not allowed and nesting is
 * bounded, so that no file can blow up.
 */
public final class PlaybookReader {

    private static final int DEEPEST = 8;
    private static final int LONGEST_FILE = 500_000;

    private PlaybookReader() {}

    public static Reading read(String file, String yaml) {
        var problems = new Problems(file);
        var root = compose(file, yaml, problems);
        if (root == null) {
            return new Reading.Bad(problems.inOrder());
        }
        var playbook = playbook(new Fields(root, problems), problems);
        if (problems.none()) {
            References.check(playbook, problems);
        }
        return problems.none() ? new Reading.Good(playbook) : new Reading.Bad(problems.inOrder());
    }

    private static @Nullable Node compose(String file, String yaml, Problems problems) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(LONGEST_FILE)
                .build();
        try {
            if (!bounded(new Parse(settings).parseString(yaml), problems)) {
                return null;
            }
            var root = new Compose(settings).composeString(yaml);
            if (root.isEmpty()) {
                problems.at(1, "playbook.problem.empty");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.at(line, "playbook.problem.yaml", String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.at(1, "playbook.problem.yaml", String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** Looks at the events first, which needs no recursion: depth and aliases are bounded before a tree is made. */
    private static boolean bounded(Iterable<Event> events, Problems problems) {
        int depth = 0;
        for (var event : events) {
            var line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> {
                    problems.at(line, "playbook.problem.alias");
                    return false;
                }
                default -> {
                    // Scalars, documents and comments do not nest.
                }
            }
            if (depth > DEEPEST) {
                problems.at(line, "playbook.problem.depth");
                return false;
            }
        }
        return true;
    }

    private static Playbook playbook(Fields fields, Problems problems) {
        var reviewedBy = fields.optional("geprueft");
        var playbook = new Playbook(
                id(fields, problems),
                fields.text("version"),
                fields.text("titel"),
                new Playbook.Suggested(
                        fields.text("art"), fields.choice("schweregrad", Severity.class, Severity.MEDIUM)),
                reviewedBy.isEmpty() ? null : reviewedBy,
                fields.list("stichworte"),
                fields.list("quellen"),
                fields.mappings("aufgaben").stream()
                        .map(task -> step(task, problems))
                        .toList(),
                fields.mappings("entscheidungen").stream()
                        .map(gate -> gate(gate, problems))
                        .toList(),
                fields.mappings("feststellungen").stream()
                        .map(PlaybookReader::fact)
                        .toList(),
                fields.mappings("regeln").stream().map(PlaybookReader::rule).toList());
        fields.end();
        if (playbook.steps().isEmpty()) {
            problems.at(fields.line(), "playbook.problem.missing", "aufgaben");
        }
        return playbook;
    }

    private static Step step(Fields fields, Problems problems) {
        var gate = fields.optional("entscheidung");
        var doneBy = fields.optional("erledigt_durch");
        var step = new Step(
                id(fields, problems),
                fields.text("titel"),
                fields.choices("macht", PlanRole.class, PlanRole.CERT),
                fields.choice("entfaellt_durch", PlanRole.class, PlanRole.CERT),
                fields.flag("mit_der_meldung"),
                fields.number("phase", 1, 9),
                fields.duration("bis"),
                period(fields.mapping("frist")),
                fields.list("nach"),
                fields.list("nach_einem_von"),
                danger(fields, problems),
                gate.isEmpty() ? null : gate,
                doneBy.isEmpty() ? null : doneBy,
                fields.text("warum"),
                fields.text("klartext"),
                fields.optional("beleg"),
                fields.line());
        fields.end();
        return step;
    }

    private static Step.@Nullable Period period(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var period = new Step.Period(
                fields.period("dauer"), fields.text("beginn"), fields.choice("wessen", PlanRole.class, PlanRole.CERT));
        fields.end();
        return period;
    }

    private static Danger danger(Fields fields, Problems problems) {
        var danger = fields.optional("gefahr");
        return switch (danger) {
            case "" -> Danger.NONE;
            case "verlust" -> Danger.LOSS;
            case "menschen" -> Danger.PEOPLE;
            default -> {
                problems.at(fields.line(), "playbook.problem.choice", danger, "menschen, verlust");
                yield Danger.NONE;
            }
        };
    }

    private static Gate gate(Fields fields, Problems problems) {
        var options = fields.list("antworten");
        var recommendation = fields.text("empfehlung");
        if (!recommendation.isEmpty() && !options.contains(recommendation)) {
            problems.at(fields.line(), "playbook.problem.recommendation", recommendation);
        }
        var gate = new Gate(
                id(fields, problems),
                fields.text("frage"),
                options,
                recommendation,
                fields.text("grund"),
                fields.choices("entscheidet", PlanRole.class, PlanRole.CERT),
                fields.list("nach"),
                fields.line());
        fields.end();
        return gate;
    }

    private static Fact fact(Fields fields) {
        var fact = new Fact(fields.text("name"), fields.text("satz"), fields.line());
        fields.end();
        return fact;
    }

    private static Rule rule(Fields fields) {
        var rule = new Rule(
                fields.text("name"), fields.list("erst"), fields.list("dann"), fields.text("grund"), fields.line());
        fields.end();
        return rule;
    }

    private static String id(Fields fields, Problems problems) {
        var id = fields.text("id");
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
            problems.at(fields.line(), "playbook.problem.id", id.substring(0, Math.min(id.length(), 40)));
        }
        return id;
    }

    /** Whether everything a playbook points at exists, and no task waits for itself. */
    private static final class References {

        private final Playbook playbook;
        private final Problems problems;
        private final Set<String> safe = new HashSet<>();

        private References(Playbook playbook, Problems problems) {
            this.playbook = playbook;
            this.problems = problems;
        }

        static void check(Playbook playbook, Problems problems) {
            new References(playbook, problems).check();
        }

        private void check() {
            var ids = new HashSet<String>();
            playbook.steps().forEach(step -> once(ids, step.id(), step.line()));
            playbook.gates().forEach(gate -> once(ids, gate.id(), gate.line()));
            playbook.facts().forEach(fact -> once(ids, fact.name(), fact.line()));
            for (var step : playbook.steps()) {
                step.allOf().forEach(id -> known(id, step.line()));
                step.anyOf().forEach(id -> known(id, step.line()));
                var gate = step.gate();
                if (gate != null && playbook.gate(gate).isEmpty()) {
                    problems.at(step.line(), "playbook.problem.unknownGate", gate);
                }
                var doneBy = step.doneBy();
                if (doneBy != null && playbook.fact(doneBy).isEmpty()) {
                    problems.at(step.line(), "playbook.problem.unknownFact", doneBy);
                }
            }
            playbook.gates().forEach(gate -> gate.after().forEach(id -> known(id, gate.line())));
            for (var rule : playbook.rules()) {
                rule.first().forEach(id -> task(id, rule.line()));
                rule.then().forEach(id -> task(id, rule.line()));
            }
            if (problems.none()) {
                for (var step : playbook.steps()) {
                    if (cycle(step.id(), List.of())) {
                        return; // One cycle makes many tasks unreachable; the first says it all.
                    }
                }
            }
        }

        private boolean cycle(String id, List<String> path) {
            if (safe.contains(id)) {
                return false;
            }
            if (path.contains(id)) {
                var round = path.subList(path.indexOf(id), path.size());
                problems.at(line(id), "playbook.problem.cycle", String.join(" → ", round) + " → " + id);
                return true;
            }
            var further = new ArrayList<>(path);
            further.add(id);
            for (var before : before(id).toList()) {
                if (cycle(before, further)) {
                    return true;
                }
            }
            safe.add(id);
            return false;
        }

        /** What a task, a decision or a fact waits for: a decision is asked only when what it comes after has begun. */
        private Stream<String> before(String id) {
            return playbook.step(id)
                    .map(step -> Stream.of(step.allOf().stream(), step.anyOf().stream(), playbook.predecessors(step))
                            .flatMap(ids -> ids))
                    .or(() -> playbook.gate(id).map(gate -> gate.after().stream()))
                    .orElseGet(Stream::empty);
        }

        private int line(String id) {
            return playbook.step(id)
                    .map(Step::line)
                    .or(() -> playbook.gate(id).map(Gate::line))
                    .orElse(1);
        }

        private void once(Set<String> ids, String id, int line) {
            if (AddedTask.reserves(id)) {
                problems.at(line, "playbook.problem.idReserved", id);
            }
            if (!ids.add(id)) {
                problems.at(line, "playbook.problem.idTwice", id);
            }
        }

        private void known(String id, int line) {
            if (playbook.fact(id).isEmpty() && playbook.gate(id).isEmpty()) {
                task(id, line);
            }
        }

        private void task(String id, int line) {
            if (playbook.step(id).isEmpty()) {
                problems.at(line, "playbook.problem.unknownTask", id);
            }
        }
    }
}
