package de.komcert.cli.evtx;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Manifest;
import de.komcert.cli.run.PlainFile;
import de.komcert.cli.run.Refused;
import de.komcert.cli.run.Run;
import de.komcert.cli.words.Plain;
import de.komcert.cli.words.Times;
import de.komcert.evtx.EvtxCarver;
import de.komcert.evtx.EvtxRecord;
import de.komcert.evtx.Finding;
import de.komcert.evtx.JsonLine;
import de.komcert.logs.Format;
import de.komcert.logs.Input;

/**
 * {@code komcert evtx carve}: every record that is still to be found in an image of a disk, in unallocated space, or in an
 * event log itself where it no longer uses its space; one line of JSON for each. Its {@code origin} is {@code chunk} for a
 * record in use in a chunk, {@code residue} for one in space that its chunk does not use, and {@code carved} for one outside
 * of any chunk. One whose template is lost shows its values without their names.
 */
public final class Carve {

    private final Input input;
    private final OutputStream out;
    private final JsonLine line = new JsonLine();
    private long found;
    private long whole;
    private long problems;

    private Carve(Input input, OutputStream out) {
        this.input = input;
        this.out = out;
    }

    public static Exit run(List<String> words, Run run) throws IOException {
        var arguments =
                Arguments.parse("evtx carve", words, Set.of("--quiet"), Set.of("--format", "--output", "--manifest"));
        arguments.choice("--format", "jsonl", List.of("jsonl"));
        if (arguments.paths().isEmpty()) {
            throw new Refused(Exit.USAGE, "Es fehlt das Abbild, zum Beispiel: komcert evtx carve platte.dd");
        }
        var images = arguments.paths().stream().map(Path::of).toList();
        for (var image : images) {
            if (!Files.isRegularFile(image) || !Files.isReadable(image)) {
                throw new Refused(Exit.NO_INPUT, "»" + image + "« gibt es nicht, oder es ist keine lesbare Datei.");
            }
        }
        var carved = new ArrayList<Carve>();
        var result = run.result(arguments);
        try (var out = result) {
            for (var image : images) {
                var carve = new Carve(input(image), out);
                carved.add(carve);
                carve.read(image);
                run.err()
                        .println(Plain.line(
                                "%s: %,d Datensätze gefunden, davon %,d unvollständig; %,d Auffälligkeiten.",
                                carve.input.name(), carve.found, carve.found - carve.whole, carve.problems));
            }
        }
        run.keep(
                arguments,
                Manifest.ofCarving(
                        carved.stream().map(carve -> carve.input).toList(),
                        arguments,
                        carved.stream().mapToLong(carve -> carve.found).sum(),
                        carved.stream().mapToLong(carve -> carve.problems).sum(),
                        result,
                        run.clock()));
        return Exit.OK;
    }

    private static Input input(Path image) throws IOException {
        var attributes = Files.readAttributes(image, BasicFileAttributes.class);
        return new Input(image.getFileName().toString(), PlainFile.of(image, attributes), Format.WINDOWS, "");
    }

    private void read(Path image) throws IOException {
        try (var channel = FileChannel.open(image)) {
            new EvtxCarver().carve(channel, this::write, this::write);
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
    }

    private void write(EvtxRecord record) {
        found++;
        whole += record.isWhole() ? 1 : 0;
        line.open().name("file").text(input.name());
        line.name("offset").number(record.offset());
        line.name("record").number(record.id());
        Times.write(line.name("time"), record.ticks());
        line.name("origin").text(origin(record.origin()));
        line.name("whole").literal(Boolean.toString(record.isWhole()));
        line.name("event").literal(record.toJson());
        end();
    }

    private static String origin(EvtxRecord.Origin origin) {
        return switch (origin) {
            case LOG -> "chunk";
            case RESIDUE -> "residue";
            case CARVED -> "carved";
        };
    }

    private void write(Finding finding) {
        problems++;
        line.open().name("file").text(input.name());
        line.name("problem").text(finding.message());
        line.name("offset").number(finding.offset());
        end();
    }

    private void end() {
        line.close().end();
        try {
            line.writeTo(out);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
