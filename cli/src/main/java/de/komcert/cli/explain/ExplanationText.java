package de.komcert.cli.explain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Reference;
import de.komcert.sigma.Answer;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Name;
import de.komcert.sigma.Provenance;
import de.komcert.sigma.Rule;
import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Explanations for people. A line for each part of the rule begins with a plus where it holds, a minus where not, and a
 * question mark where that rests on what would have cost too much; what decided is opened down to single values, and what
 * did not is one line, unless everything is asked for.
 */
final class ExplanationText implements ExplanationForm {

    private static final int MOST_VALUES = 12;
    private static final int LONGEST = 300;
    private static final int MOST_HOMES = 4;

    private final OutputStream out;
    private final boolean isFull;
    private final StringBuilder text = new StringBuilder();

    ExplanationText(OutputStream out, boolean isFull) {
        this.out = out;
        this.isFull = isFull;
    }

    @Override
    public void write(Explained explained) throws IOException {
        var why = explained.why();
        head(explained);
        provenance(why.provenance());
        if (!why.lists().isEmpty()) {
            line(0, "- Die Regel wartet auf Listen; geben Sie sie mit --list an: " + String.join(", ", why.lists()));
        }
        for (var step : why.seen()) {
            step(step, 0, step.answer() == why.answer());
        }
        text.append('\n');
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private void line(int depth, String sentence) {
        text.append("  ".repeat(depth)).append(Plain.text(sentence)).append('\n');
    }

    // ---- rule and event ----

    private void head(Explained explained) {
        var rule = explained.rule().head();
        line(0, "Regel:    " + rule.title() + " (" + rule.id() + ", " + rule.file() + ":" + rule.line() + ")");
        for (var counted : explained.counted()) {
            counted(counted);
        }
        line(0, "Ereignis: " + event(explained.at()));
        line(
                0,
                "Ergebnis: "
                        + switch (explained.answer()) {
                            case YES -> "Die Regel passt.";
                            case NO -> "Die Regel passt nicht.";
                            case OPEN ->
                                "Unentschieden, wie bei »scan«: die Suche dieser Regel wäre hier zu aufwendig.";
                        });
        if (explained.answer() != Answer.OPEN && explained.why().answer() == Answer.OPEN) {
            line(0, "          Warum, bleibt offen: jeden Text der Regel einzeln zu suchen, wäre zu aufwendig.");
        }
    }

    private static String event(Reference at) {
        return Stream.of(
                        at.file(),
                        "Nummer " + at.record(),
                        at.time() == Entry.NO_TIME ? "ohne Zeit" : German.time(at.time()) + " (UTC)",
                        at.host(),
                        at.channel(),
                        at.eventId() == null ? null : "EventID " + at.eventId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private void counted(Explained.Counted counted) {
        var correlation = counted.correlation();
        line(
                0,
                "Gezählt:  von der Verknüpfung "
                        + Questions.quoted(correlation.head().title()) + ": "
                        + asked(correlation)
                        + "; sie braucht mehrere Ereignisse, und an diesem einen ist zu sehen, ob es mitzählt.");
        counted.grouping()
                .forEach((name, value) -> line(
                        5,
                        "gruppiert nach " + name + ": "
                                + (value == null
                                        ? "fehlt im Ereignis, es zählt also nicht mit"
                                        : Questions.quoted(shortened(value)))));
    }

    private static String asked(Rule.Correlation correlation) {
        var limits = correlation.limits().stream().map(Object::toString).collect(Collectors.joining(", "));
        return (correlation.kind().word() + " " + limits).strip()
                + (correlation.fields().isEmpty() ? "" : " von " + String.join(", ", correlation.fields()))
                + " in " + German.duration(correlation.timespan().toSeconds() * 10_000_000);
    }

    // ---- log source ----

    private void provenance(Provenance provenance) {
        var wanted = German.source(provenance.wanted());
        if (provenance.fits()) {
            line(0, "+ Herkunft: " + wanted);
            return;
        }
        line(
                0,
                "- Herkunft: Die Regel sieht auf " + wanted + "; dieses Ereignis ist "
                        + provenance.known().stream()
                                .map(ExplanationText::known)
                                .collect(Collectors.joining(" oder ")) + ".");
        if (!provenance.amiss().isEmpty()) {
            line(2, "Es passt nicht: " + words(provenance.amiss()));
        }
        for (var home : provenance.homes().stream().limit(MOST_HOMES).toList()) {
            line(2, "Gesucht werden Ereignisse aus " + home(home));
        }
        if (provenance.homes().size() > MOST_HOMES) {
            line(
                    2,
                    Plain.line(
                            "… oder aus %,d weiteren Protokollen",
                            provenance.homes().size() - MOST_HOMES));
        }
    }

    private static String known(LogSource source) {
        return source.equals(LogSource.UNKNOWN) ? "von unbekannter Herkunft" : German.source(source);
    }

    private static String words(Set<Provenance.Word> words) {
        return words.stream()
                .map(word -> switch (word) {
                    case PRODUCT -> "product";
                    case CATEGORY -> "category";
                    case SERVICE -> "service";
                })
                .collect(Collectors.joining(", "));
    }

    private static String home(Provenance.Home home) {
        var place = home.channels().isEmpty()
                ? home.services().stream().sorted().collect(Collectors.joining(" oder "))
                : home.channels().stream().limit(MOST_HOMES).collect(Collectors.joining(" oder "));
        return place
                + home.where().entrySet().stream()
                        .map(field -> " mit " + field.getKey() + " " + String.join(" oder ", field.getValue()))
                        .sorted()
                        .collect(Collectors.joining());
    }

    // ---- the condition ----

    /** @param decides whether the answer to the whole rests on this step */
    private void step(Explanation.Step step, int depth, boolean decides) {
        var mark = switch (step.answer()) {
            case YES -> "+ ";
            case NO -> "- ";
            case OPEN -> "? ";
        };
        switch (step) {
            case Explanation.AllOf all -> opened(mark, "alles davon", all, depth, decides);
            case Explanation.AnyOf any -> opened(mark, "mindestens eines davon", any, depth, decides);
            case Explanation.Not not -> opened(mark, "nicht", not, depth, decides);
            case Explanation.Under(var name, var part) -> under(mark, name, part, depth, decides);
            case Explanation.Check check -> {
                line(depth, mark + (check.field() == null ? "irgendein Wert " : "") + asked(check));
                if (check.field() == null && decides) {
                    check.found().forEach(found -> line(depth + 2, found.name() + ": " + said(List.of(found))));
                }
            }
        }
    }

    private void under(String mark, Name name, Explanation.Step part, int depth, boolean decides) {
        switch (name) {
            case Name.Selection(var called) -> joined(mark + called, part, depth, decides);
            case Name.Filter(var title, var file, var at) ->
                joined(mark + "Filter " + Questions.quoted(title) + " (" + file + ":" + at + ")", part, depth, decides);
            case Name.Value(var written) -> joined(mark + Questions.quoted(written), part, depth, decides);
            case Name.Item(var key, var at) -> item(mark, key, at, part, depth, decides);
        }
    }

    /** A name and what it stands for in one line, where that is a list. */
    private void joined(String name, Explanation.Step part, int depth, boolean decides) {
        switch (part) {
            case Explanation.AllOf all -> opened(name + ", ", "alles davon", all, depth, decides);
            case Explanation.AnyOf any -> opened(name + ", ", "mindestens eines davon", any, depth, decides);
            case Explanation.Not not -> opened(name + ", ", "nicht", not, depth, decides);
            case Explanation.Under under -> {
                line(depth, name);
                if (decides || isFull) {
                    step(under, depth + 1, decides);
                }
            }
            case Explanation.Check check -> {
                line(depth, name + (check.field() == null ? ", irgendein Wert " : ", ") + asked(check));
                if (decides || isFull) {
                    check.found().stream()
                            .filter(found -> check.field() == null)
                            .forEach(found -> line(depth + 2, found.name() + ": " + said(List.of(found))));
                }
            }
        }
    }

    /** A field with its modifiers; what the event says there stands once above all values that were asked for. */
    private void item(String mark, String key, int at, Explanation.Step part, int depth, boolean decides) {
        var checks = checks(part);
        if (checks.isEmpty()) {
            line(depth, mark + key + " (Zeile " + at + ")");
            return;
        }
        var first = checks.getFirst();
        var field = first.field();
        boolean isRenamed = field != null && !first.names().equals(List.of(field));
        line(
                depth,
                mark + key + " (Zeile " + at + (isRenamed ? ", hier " + String.join(" oder ", first.names()) : "")
                        + enough(part) + ")");
        if (!decides && !isFull) {
            return;
        }
        if (field != null) {
            line(
                    depth + 2,
                    first.isOpen()
                            ? "nicht geprüft, weil es zu aufwendig wäre"
                            : first.found().isEmpty() ? Questions.MISSING : "im Ereignis: " + said(first.found()));
            if (!first.similar().isEmpty()) {
                line(
                        depth + 2,
                        "Es hat ein Feld " + String.join(", ", first.similar())
                                + "; in Feldnamen zählen große und kleine Buchstaben.");
            }
        }
        switch (part) {
            case Explanation.AllOf all -> parts(all, depth + 1, decides);
            case Explanation.AnyOf any -> parts(any, depth + 1, decides);
            case Explanation.Not not -> step(not, depth + 1, decides);
            case Explanation.Under under -> step(under, depth + 1, decides);
            case Explanation.Check check -> step(check, depth + 1, decides);
        }
    }

    private static String enough(Explanation.Step part) {
        return switch (part) {
            case Explanation.AllOf all -> ", alle nötig";
            case Explanation.AnyOf any -> ", einer genügt";
            case Explanation.Not not -> "";
            case Explanation.Under under -> "";
            case Explanation.Check check -> "";
        };
    }

    private static List<Explanation.Check> checks(Explanation.Step step) {
        return step instanceof Explanation.Check check
                ? List.of(check)
                : step.parts().stream().flatMap(part -> checks(part).stream()).toList();
    }

    /** A list and, where it decides, what stands in it. */
    private void opened(String name, String how, Explanation.Step list, int depth, boolean decides) {
        if (!decides && !isFull) {
            line(depth, name.endsWith(", ") ? name.substring(0, name.length() - 2) : name + how);
            return;
        }
        line(depth, name + how + ":");
        parts(list, depth + 1, decides);
    }

    /** Values that do not matter are counted. */
    private void parts(Explanation.Step list, int depth, boolean decides) {
        int values = 0;
        int hidden = 0;
        for (var part : list.parts()) {
            boolean matters = list.restsOn(part);
            boolean isValue = part instanceof Explanation.Check
                    || part instanceof Explanation.Under(Name.Value value, Explanation.Step inner);
            if (!isFull && isValue && (!matters || values >= MOST_VALUES)) {
                hidden++;
                continue;
            }
            values += isValue ? 1 : 0;
            step(part, depth, decides && matters);
        }
        if (hidden > 0) {
            line(depth, Plain.line("… %,d weitere; --full zeigt sie", hidden));
        }
        if (list.omitted() > 0) {
            line(depth, Plain.line("… %,d weitere, für die hier kein Platz ist", list.omitted()));
        }
    }

    private String asked(Explanation.Check check) {
        return Questions.german(check.question());
    }

    private String said(List<Explanation.Found> found) {
        var values = new ArrayList<@Nullable String>();
        found.forEach(one -> values.add(one.value() == null ? null : shortened(one.value())));
        return Questions.said(values);
    }

    private String shortened(String value) {
        return isFull || value.length() <= LONGEST ? value : value.substring(0, LONGEST) + " …";
    }
}
