package de.komcert.app.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What the program forces to the disk while something is done: for tests that ask what came before what. */
final class ForcedToDisk {

    /** Marks a moment, among what the virtual machine records of its own. */
    private static final class Moment extends Event {
        String what;
    }

    interface Work {
        void run() throws IOException;
    }

    private ForcedToDisk() {}

    /** The files and folders below this one that were forced, whole paths, and the moments marked in between. */
    static List<String> during(Path folder, Work work) throws IOException {
        var dump = Files.createTempFile("forced", ".jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold().withoutStackTrace();
            recording.enable(Moment.class).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(dump);
        }
        var below = folder.toAbsolutePath().toString();
        var events = RecordingFile.readAllEvents(dump);
        Files.delete(dump);
        return events.stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .flatMap(event -> told(event).stream())
                .filter(told -> !told.startsWith("/") || told.startsWith(below))
                .toList();
    }

    /** Says that something has happened by now. */
    static void mark(String what) {
        var moment = new Moment();
        moment.what = what;
        moment.commit();
    }

    private static Optional<String> told(RecordedEvent event) {
        return event.hasField("path")
                ? Optional.ofNullable(event.getString("path"))
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                : Optional.of(event.getString("what"));
    }
}
