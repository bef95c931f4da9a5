package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.forensics.finding.ExportMarking;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.Incident;
import de.komcert.app.web.CsvLine;
import de.komcert.app.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wanted events of a timeline to take away, written as they are read. No name is open in it, whoever has opened it here:
 * what leaves says "Person 7". The marking of the incident stands in the name of the file and inside it.
 */
@Component
public class TimelineExport {

    private static final int PART = 1_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.9999999Z");
    /** In place of a time in Timesketch, whose own tools write it so. */
    private static final String NO_TIME = "1970-01-01T00:00:00.0000000Z";

    private final Timelines timelines;
    private final EventMarks marks;
    private final EventRemarks remarks;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    TimelineExport(
            Timelines timelines, EventMarks marks, EventRemarks remarks, Texts texts, JsonMapper json, Clock clock) {
        this.timelines = timelines;
        this.marks = marks;
        this.remarks = remarks;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** What the file is called. */
    public static String name(Incident incident, String ending) {
        return new ExportMarking(incident).fileName("zeitstrahl", ending);
    }

    /** A table as spreadsheet programs read it: the marking, the head, then a line for each event. */
    public void csv(Incident incident, Timelines.Kept kept, EventFilter filter, Locale locale, OutputStream out)
            throws IOException {
        write(out, CsvLine.BYTE_ORDER_MARK);
        write(out, CsvLine.of(List.of(new ExportMarking(incident).line(texts, clock.instant()))));
        write(
                out,
                CsvLine.of(Arrays.stream(texts.get(locale, "events.csvHead").split(";"))
                        .toList()));
        each(
                incident,
                kept,
                filter,
                (event, found, tags) -> write(
                        out,
                        CsvLine.of(List.of(
                                time(event.time(), ""),
                                time(event.originalTime(), ""),
                                event.host(),
                                event.channel(),
                                event.provider(),
                                event.eventId(),
                                event.file(),
                                Long.toString(event.record()),
                                found.stream().map(EventMarks.Mark::title).collect(Collectors.joining("; ")),
                                String.join(", ", tags),
                                event.text()))));
    }

    /** An object in each line, with the members that Timesketch asks for, as the field tool writes them. */
    public void jsonl(Incident incident, Timelines.Kept kept, EventFilter filter, OutputStream out) throws IOException {
        var tlp = incident.classification().tlp().label();
        each(incident, kept, filter, (event, found, tags) -> {
            var object = new LinkedHashMap<String, Object>();
            object.put(
                    "message",
                    found.stream().map(mark -> mark.title() + "; ").collect(Collectors.joining()) + event.text());
            var time = told(event.time());
            object.put("datetime", time(time, NO_TIME));
            object.put("timestamp", time == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, time));
            object.put("timestamp_desc", time == null ? "Not a time" : "Event Logged");
            object.put("data_type", event.type());
            object.put("host", event.host());
            object.put("channel", event.channel());
            object.put("provider", event.provider());
            object.put("eventId", event.eventId());
            object.put("file", event.file());
            object.put("record", event.record());
            object.put(
                    "tag",
                    Stream.concat(
                                    found.stream()
                                            .map(mark -> mark.level().name().toLowerCase(Locale.ROOT)),
                                    tags.stream())
                            .toList());
            object.put("original_time", time(event.originalTime(), ""));
            object.put("tlp", tlp);
            if (incident.exercise()) {
                object.put("exercise", true);
            }
            write(out, inOneLine(json.writeValueAsString(object)) + "\n");
        });
    }

    /** Neither Timesketch nor its index know a time beyond the year 9999. */
    private static @Nullable Instant told(@Nullable Instant time) {
        return time == null || time.isAfter(LATEST) ? null : time;
    }

    /** NEL and the separators of lines and paragraphs, which JSON may hold as they are, end a line to who uploads it. */
    private static String inOneLine(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private interface Each {
        void take(TimelineEvent event, List<EventMarks.Mark> found, List<String> tags) throws IOException;
    }

    private void each(Incident incident, Timelines.Kept kept, EventFilter filter, Each each) throws IOException {
        var found = marks.all(kept.analysis());
        var stuck = remarks.all(kept.analysis());
        var closed = Readable.closed();
        try (var timeline = timelines.open(kept)) {
            Excerpt part;
            long at = 0;
            do {
                part = timeline.from(at, filter, PART);
                for (var event : part.events()) {
                    each.take(
                            event.read(closed),
                            found.of(event).stream()
                                    .map(mark -> mark.read(closed))
                                    .toList(),
                            stuck.of(event).tags());
                }
                at = part.to();
            } while (part.goesOn());
        }
    }

    private static String time(@Nullable Instant moment, String none) {
        return moment == null ? none : TIME.format(moment);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
