package de.komcert.cli.run;

import java.io.IOException;
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
 * States what was read with what and what came of it, so that a result can be told from another and a run can be repeated.
 * It is one object of JSON in one line, and the only output that holds a clock.
 */
public final class Manifest {

    private Manifest() {}

    /** Of a run over logs. */
    static byte[] of(
            Inputs inputs, Arguments arguments, @Nullable Rules rules, Totals totals, Result result, Clock clock) {
        var line = begin(arguments, result, clock);
        if (arguments.residue()) {
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
        return line.close().end().take();
    }

    /** Of a search of images for records; neither rules nor the formats of logs have a part in that. */
    public static byte[] ofCarving(
            List<Input> images, Arguments arguments, long records, long problems, Result result, Clock clock) {
        var line = begin(arguments, result, clock);
        line.name("records").number(records);
        line.name("problems").number(problems);
        list(line.name("inputs"), images);
        return line.close().end().take();
    }

    private static JsonLine begin(Arguments arguments, Result result, Clock clock) {
        var line = new JsonLine().open();
        line.name("program").text("komcert " + Version.text());
        line.name("written")
                .text(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.name("command").text(arguments.command());
        line.name("arguments").openList();
        arguments.words().forEach(line::text);
        line.closeList();
        line.name("result").open();
        var file = arguments.last("--output");
        if (file != null) {
            line.name("file").text(file);
        }
        line.name("bytes").number(result.bytes());
        line.name("sha256").text(result.sha256()).close();
        return line;
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
