package de.komcert.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import de.komcert.evtx.EvtxCarver;
import de.komcert.evtx.EvtxRecord;
import de.komcert.evtx.Finding;
import de.komcert.evtx.JsonLine;

/**
 * {@code komcert evtx carve}: every record that is still to be found in an image of a disk, in unallocated space, or in an
 * event log itself where it no longer uses its space; one line of JSON for each. One whose template is lost shows its values
 * without their names.
 */
final class Carve {

    private final String file;
    private final OutputStream out;
    private final JsonLine line = new JsonLine();
    private long found;
    private long whole;
    private long problems;

    private Carve(String file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(words, Set.of("--quiet"), Set.of("--format", "--output"));
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
        try (var out = run.result(arguments)) {
            for (var image : images) {
                var carve = new Carve(image.getFileName().toString(), out);
                carve.read(image);
                run.err()
                        .println(Plain.line(
                                "%s: %,d Datensätze gefunden, davon %,d unvollständig; %,d Auffälligkeiten.",
                                carve.file, carve.found, carve.found - carve.whole, carve.problems));
            }
        }
        return Exit.OK;
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
        line.open().name("file").text(file);
        line.name("offset").number(record.offset());
        line.name("record").number(record.id());
        Times.write(line.name("time"), record.ticks());
        line.name("whole").literal(Boolean.toString(record.isWhole()));
        line.name("event").literal(record.toJson());
        end();
    }

    private void write(Finding finding) {
        problems++;
        line.open().name("file").text(file);
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
