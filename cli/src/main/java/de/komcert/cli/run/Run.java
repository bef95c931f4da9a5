package de.komcert.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Input;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Match;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.logs.Weighed;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a command runs with.
 *
 * @param in standard input
 * @param out standard output, for the result
 * @param err standard error, for everything about the run
 * @param columns width of the terminal on which a person sees standard error while it is written, 0 where none does
 * @param runs where a manifest is kept that has no place of its own
 */
public record Run(InputStream in, OutputStream out, PrintStream err, int columns, Runs runs, Clock clock) {

    private static final int MOST_NAMED = 50;

    /** Where the result goes: the file after {@code --output}, else standard output. */
    public Result result(Arguments arguments) {
        var file = arguments.last("--output");
        try {
            return new Result(file == null ? out : Files.newOutputStream(Path.of(file)));
        } catch (IOException | InvalidPathException impossible) {
            throw new Refused(
                    Exit.CANNOT_CREATE, "Die Datei " + file + " lässt sich nicht anlegen: " + impossible.getMessage());
        }
    }

    /**
     * Where the run is kept while it lasts: in the folder after {@code --resume}, else nowhere.
     *
     * @param command what is done, in words that differ where the result does
     */
    public Saved saved(Arguments arguments, String command, Inputs inputs, @Nullable Rules rules) {
        var folder = arguments.last("--resume");
        if (folder == null) {
            return Saved.nothing();
        }
        var course =
                new StringBuilder(Version.text()).append('\n').append(command).append('\n');
        course.append(arguments.clocks()).append(arguments.residue()).append('\n');
        if (rules != null) {
            course.append(rules.hash()).append('\n');
            course.append(rules.listsHash()).append('\n');
        }
        for (var input : inputs.files()) {
            course.append(input.identity()).append('\n');
        }
        var all = rules == null ? List.<Rule>of() : rules.set().rules();
        return Saved.in(folder, course.toString(), new ItemCodec(all));
    }

    /** Finds what is to be read; what cannot be opened is told at once. */
    public Inputs inputs(Arguments arguments, Kind kind) {
        if (arguments.paths().isEmpty()) {
            throw new Refused(Exit.USAGE, "Es fehlt, was gelesen werden soll: nennen Sie Dateien oder Ordner.");
        }
        var origins = Origins.read(arguments.all("--einrichtung"));
        var progress = progress(arguments, 0);
        var inputs = Folders.search(
                arguments.paths(), kind, origins, collection -> progress.tell("Sehe " + collection + " durch …"));
        progress.end();
        explain(inputs.troubles());
        for (var einrichtung : origins.missing()) {
            err.println(Plain.text("Hinweis: Zu der Einrichtung " + einrichtung
                    + " wurde keine Datei gelesen; ihr Ordner liegt nicht in dem, was durchsucht wird."));
        }
        return inputs;
    }

    private Progress progress(Arguments arguments, long bytes) {
        return new Progress(err, columns, arguments.has("--quiet"), bytes);
    }

    private void explain(List<Trouble> troubles) {
        for (var trouble : troubles.subList(0, Math.min(troubles.size(), MOST_NAMED))) {
            err.println(Plain.text((trouble.problem().costsContent() ? "Nicht lesbar: " : "Hinweis: ") + trouble.file()
                    + ": " + German.problem(trouble.problem())));
        }
        if (troubles.size() > MOST_NAMED) {
            err.println(Plain.line("… und %,d weitere.", troubles.size() - MOST_NAMED));
        }
    }

    /**
     * Reads all logs; what they bring goes to the sink in their order, and into the totals.
     *
     * @param items what the work finds, as items
     */
    public <T extends Weighed> void read(
            Inputs inputs,
            Arguments arguments,
            Pipeline pipeline,
            Supplier<? extends Parts.Work<T>> work,
            Function<T, Item> items,
            Totals totals,
            Saved saved,
            Item.Sink sink)
            throws IOException {
        var progress = progress(
                arguments, inputs.files().stream().mapToLong(Input::size).sum());
        for (var trouble : inputs.troubles()) {
            totals.told(trouble);
            sink.accept(new Item.Wrong(trouble));
        }
        Item.Sink counting = item -> {
            switch (item) {
                case Item.Read read -> {
                    totals.read(read);
                    progress.show(totals);
                }
                case Item.Wrong(var trouble) -> totals.wrong(trouble);
                case Item.Matched(Match.Undecided open) -> totals.undecided(open);
                case Item.Matched matched -> {}
                case Item.Timed timed -> {}
                case Item.Lines lines -> {}
            }
            sink.accept(item);
        };
        var parts = Part.of(inputs.files());
        if (saved.parts() > 0) {
            err.println(
                    Plain.line("Setze fort: %,d von %,d Abschnitten sind schon gelesen.", saved.parts(), parts.size()));
        }
        saved.replay(counting);
        Item.Sink saving = item -> {
            saved.add(item);
            counting.accept(item);
        };
        try (var checksums = Checksums.of(inputs)) {
            new Parts<T>(pipeline, arguments.clocks(), Threads.of(arguments.threads()))
                    .withResidue(arguments.residue())
                    .read(parts.subList(saved.parts(), parts.size()), work, saving.of(items));
            progress.tell("Bilde Prüfsummen …");
            checksums.await();
        }
        progress.end();
    }

    /** What comes on standard input, as an input; its checksum is taken where somebody asked for a manifest. */
    public Input piped(Arguments arguments) {
        return Piped.input(in, manifest(arguments) != null);
    }

    /** Ends a run over files: what was read, what was not, the manifest. */
    public Exit end(Inputs inputs, Arguments arguments, @Nullable Rules rules, Totals totals, Result result) {
        totals.explain(err);
        err.println(totals.summary(inputs.files().size(), inputs.passedOver()));
        keep(arguments, Manifest.of(inputs, arguments, rules, totals, result, clock));
        return inputs.missing().isEmpty() ? Exit.OK : Exit.NO_INPUT;
    }

    /** Keeps a manifest where it is asked for, else beside the result, else among the runs. */
    public void keep(Arguments arguments, byte[] manifest) {
        var place = manifest(arguments);
        try {
            if (place != null) {
                Files.write(place, manifest);
            } else {
                err.println(Plain.text("Was womit gelesen wurde, steht in " + runs.keep(manifest, clock) + "."));
            }
        } catch (IOException impossible) {
            if (place != null) {
                throw new Refused(
                        Exit.CANNOT_CREATE,
                        "Das Verzeichnis " + place + " lässt sich nicht schreiben: " + impossible.getMessage());
            }
            err.println(Plain.text("Was womit gelesen wurde, ließ sich nicht festhalten (" + impossible.getMessage()
                    + "); nennen Sie dafür --manifest DATEI."));
        }
    }

    /** What goes to standard output has no place beside it. */
    private static @Nullable Path manifest(Arguments arguments) {
        var named = arguments.last("--manifest");
        var output = arguments.last("--output");
        try {
            return named != null ? Path.of(named) : output != null ? Path.of(output + ".manifest.json") : null;
        } catch (InvalidPathException impossible) {
            throw new Refused(
                    Exit.CANNOT_CREATE, "So kann eine Datei hier nicht heißen: " + impossible.getMessage() + ".");
        }
    }
}
