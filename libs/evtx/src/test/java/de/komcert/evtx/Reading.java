package de.komcert.evtx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log read to its end, as tests look at it: the JSON of each record, and the findings. */
record Reading(List<String> whole, List<String> damaged, List<Finding> findings) {

    static Reading of(Path file) {
        try (var channel = FileChannel.open(file)) {
            return of(channel, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading of(byte[] log) {
        return of(new InMemory(log), false);
    }

    static Reading withResidue(byte[] log) {
        return of(new InMemory(log), true);
    }

    static Reading of(SeekableByteChannel channel, boolean residue) {
        var reading = new Reading(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var reader = new EvtxReader().withResidue(residue);
        try {
            reader.open(channel, reading.findings::add);
            while (reader.next()) {
                var record = reader.record();
                (record.isWhole() ? reading.whole : reading.damaged).add(record.toJson());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    List<Finding.Kind> kinds() {
        return findings.stream().map(Finding::kind).toList();
    }
}
