package de.komcert.app.incident.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import de.komcert.app.shared.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An ordered way through one kind of incident, as a CERT wrote it down.
 *
 * @param version its edition; an incident keeps the edition it was opened with
 * @param reviewedBy the named person who released it, or null: then it is shown as not reviewed
 * @param keywords beginnings of words in a call that point to this playbook
 */
public record Playbook(
        String id,
        String version,
        String title,
        Suggested suggested,
        @Nullable String reviewedBy,
        List<String> keywords,
        List<String> sources,
        List<Step> steps,
        List<Gate> gates,
        List<Fact> facts,
        List<Rule> rules) {

    public Playbook {
        keywords = List.copyOf(keywords);
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        gates = List.copyOf(gates);
        facts = List.copyOf(facts);
        rules = List.copyOf(rules);
    }

    /** The classification an incident starts with. */
    public record Suggested(String rsit, Severity severity) {}

    /** The same, released by this person; what the file itself says stays where there is none. */
    public Playbook releasedBy(@Nullable String reviewer) {
        return reviewer == null
                ? this
                : new Playbook(id, version, title, suggested, reviewer, keywords, sources, steps, gates, facts, rules);
    }

    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    public Optional<Gate> gate(String id) {
        return gates.stream().filter(gate -> gate.id().equals(id)).findFirst();
    }

    public Optional<Fact> fact(String name) {
        return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
    }

    /** How many of its keywords begin a word of this text. */
    public long fits(String words) {
        var text = spaced(words);
        return keywords.stream()
                .filter(keyword -> text.contains(spaced(keyword)))
                .count();
    }

    private static String spaced(String words) {
        return " "
                + words.toLowerCase(Locale.GERMAN)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip();
    }

    /** The tasks that must be done before this one, by its own word or by a rule's. */
    Stream<String> predecessors(Step step) {
        return Stream.concat(
                Stream.concat(step.allOf().stream(), step.anyOf().stream()).filter(id -> step(id).isPresent()),
                rules.stream().filter(rule -> rule.then().contains(step.id())).flatMap(rule -> rule.first().stream()));
    }
}
