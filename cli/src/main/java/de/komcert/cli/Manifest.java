package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import de.komcert.evtx.JsonLine;
import de.komcert.logs.Input;
import de.komcert.logs.Inputs;
import de.komcert.logs.Lists;
import de.komcert.logs.Rules;
import org.jspecify.annotations.Nullable;

/**
 * States what was read with what, so that a result can be told from another and a run can be repeated. It is the only
 * output that holds a clock.
 */
final class Manifest {

    private Manifest() {}

    /** @param residue whether what is left from earlier uses of space was read as well */
    static void write(Path target, Inputs inputs, @Nullable Rules rules, Totals totals, boolean residue, Clock clock) {
        var line = begin(clock);
        if (residue) {
            line.name("residue").literal("true");
        }
        if (rules != null) {
            line.name("rules").open().name("files").number(rules.files());
            line.name("loaded").number(rules.set().rules().size());
            line.name("waiting").number(rules.waiting());
            line.name("sha256").text(rules.hash());
            line.name("lists").openList();
            for (var list : rules.allLists()) {
                line.open().name("name").text(list.name());
                if (!list.einrichtung().isEmpty()) {
                    line.name("einrichtung").text(list.einrichtung());
                }
                line.name("values").number(list.values().size());
                line.name("sha256").text(Lists.hash(list.values())).close();
            }
            line.closeList().close();
        }
        line.name("records").number(totals.entries());
        line.name("hits").number(totals.hits());
        line.name("undecided").openList();
        for (var open : totals.undecided()) {
            line.open().name("rule").text(open.rule().head().id());
            line.name("records").number(open.entries());
            line.name("file").text(open.first().file());
            line.name("record").number(open.first().record()).close();
        }
        line.closeList();
        line.name("problems").number(totals.problems());
        list(line.name("inputs"), inputs.files());
        list(line.name("collections"), inputs.collections());
        line.name("unreadable").openList();
        for (var trouble : inputs.troubles()) {
            line.open().name("file").text(trouble.file());
            line.name("problem").text(trouble.problem().message()).close();
        }
        line.closeList();
        finish(target, line);
    }

    /** States which images were searched for records; neither rules nor the formats of logs have a part in that. */
    static void ofCarving(Path target, List<Carve> images, Clock clock) {
        var line = begin(clock);
        line.name("records").number(images.stream().mapToLong(Carve::found).sum());
        line.name("problems").number(images.stream().mapToLong(Carve::problems).sum());
        list(line.name("inputs"), images.stream().map(Carve::input).toList());
        finish(target, line);
    }

    private static JsonLine begin(Clock clock) {
        var line = new JsonLine().open();
        line.name("program").text("komcert " + Version.text());
        line.name("written")
                .text(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return line;
    }

    private static void finish(Path target, JsonLine line) {
        line.close().end();
        try {
            Files.write(target, line.take());
        } catch (IOException impossible) {
            throw new Refused(
                    Exit.CANNOT_CREATE,
                    "Das Verzeichnis " + target + " lässt sich nicht schreiben: " + impossible.getMessage());
        }
    }

    private static void list(JsonLine line, List<Input> inputs) {
        line.openList();
        for (var input : inputs) {
            line.open().name("file").text(input.name());
            line.name("bytes").number(input.size());
            if (!input.einrichtung().isEmpty()) {
                line.name("einrichtung").text(input.einrichtung());
            }
            line.name("sha256").text(hash(input)).close();
        }
        line.closeList();
    }

    private static @Nullable String hash(Input input) {
        try {
            return input.content().sha256();
        } catch (IOException unreadable) {
            return null; // the run has told so already
        }
    }
}
