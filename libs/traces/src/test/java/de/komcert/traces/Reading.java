package de.komcert.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import de.komcert.evtx.JsonLine;

/** What a reader finds in a text. */
public record Reading(List<String> entries, List<Problem> problems) {

    /** Makes a reader. */
    public interface Opening {
        EntryReader open(InputStream in, Consumer<Problem> problems);
    }

    public static Reading of(byte[] content, Opening opening) throws IOException {
        var entries = new ArrayList<String>();
        var problems = new ArrayList<Problem>();
        var reader = opening.open(new ByteArrayInputStream(content), problems::add);
        while (reader.next()) {
            var entry = reader.entry();
            var line = new JsonLine();
            entry.writeData(line);
            entries.add(entry.record() + " " + instant(entry.time()) + " "
                    + entry.source().service() + " " + line);
        }
        return new Reading(entries, problems);
    }

    public static Reading of(String content, Opening opening) throws IOException {
        return of(content.getBytes(StandardCharsets.UTF_8), opening);
    }

    private static String instant(long ticks) {
        return ticks == Entry.NO_TIME ? "-" : Moment.instant(ticks).toString();
    }

    public static Assumed modified(String instant, String zone) {
        return Assumed.of(Instant.parse(instant), ZoneId.of(zone));
    }

    public List<String> kinds() {
        return problems.stream().map(Problem::kind).toList();
    }
}
