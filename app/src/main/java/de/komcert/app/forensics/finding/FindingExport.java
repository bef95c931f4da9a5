package de.komcert.app.forensics.finding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.Incident;
import de.komcert.app.web.CsvLine;
import de.komcert.app.web.Texts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The findings to take away. No name is open in it, whoever has opened it here: what leaves says "Person 7". The marking of the
 * incident stands in the name of the file and in its first line.
 */
// Repeatable read: a list that is read in parts must be of one moment.
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class FindingExport {

    private static final int PART = 2_000;

    private final Findings findings;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    FindingExport(Findings findings, Texts texts, JsonMapper json, Clock clock) {
        this.findings = findings;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** What the file is called. */
    public static String name(Incident incident, String ending) {
        return new ExportMarking(incident).fileName("funde", ending);
    }

    /** A table as spreadsheet programs read it: the marking, the head, then a line for each finding. */
    public void csv(Incident incident, FindingFilter filter, Locale locale, OutputStream out) throws IOException {
        write(out, CsvLine.BYTE_ORDER_MARK);
        write(out, CsvLine.of(List.of(new ExportMarking(incident).line(texts, clock.instant()))));
        write(
                out,
                CsvLine.of(Arrays.stream(texts.get(locale, "finding.csvHead").split(";"))
                        .toList()));
        each(incident, filter, finding -> write(out, CsvLine.of(row(finding, locale))));
    }

    /** A JSON object in each line: the marking, then the findings. */
    public void jsonl(Incident incident, FindingFilter filter, OutputStream out) throws IOException {
        var head = new LinkedHashMap<String, Object>();
        head.put("incident", incident.codeName().value());
        head.put("exercise", incident.exercise());
        head.put("tlp", incident.classification().tlp().label());
        head.put("pap", incident.classification().pap().name());
        head.put("exportedAt", clock.instant().toString());
        write(out, json.writeValueAsString(head) + "\n");
        each(incident, filter, finding -> write(out, json.writeValueAsString(object(finding)) + "\n"));
    }

    private interface Each {
        void take(Finding finding) throws IOException;
    }

    private void each(Incident incident, FindingFilter filter, Each each) throws IOException {
        var place = Place.TOP;
        while (true) {
            var page = findings.page(incident.id(), Readable.closed(), filter, place, PART);
            for (var finding : page.findings()) {
                each.take(finding);
            }
            if (page.after() == null) {
                return;
            }
            place = new Place(page.after(), false);
        }
    }

    private List<String> row(Finding finding, Locale locale) {
        return List.of(
                corrected(finding),
                original(finding),
                texts.get(locale, "finding.level." + finding.level().name()),
                finding.title(),
                finding.rule(),
                finding.host(),
                finding.channel(),
                finding.eventId(),
                finding.file(),
                Long.toString(finding.record()),
                finding.reasons().stream()
                        .map(field -> field.name() + "=" + field.value())
                        .collect(Collectors.joining("\n")),
                String.join(", ", finding.tags()),
                finding.outcomes().stream()
                        .map(outcome -> texts.get(locale, "finding.outcome." + outcome.kind()))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static Map<String, Object> object(Finding finding) {
        var object = new LinkedHashMap<String, Object>();
        object.put("id", finding.id().toString());
        object.put("analysis", finding.analysis());
        object.put("number", finding.number());
        object.put("time", corrected(finding));
        object.put("originalTime", original(finding));
        object.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        object.put("title", finding.title());
        object.put("rule", finding.rule());
        object.put("host", finding.host());
        object.put("channel", finding.channel());
        object.put("provider", finding.provider());
        object.put("eventId", finding.eventId());
        object.put("file", finding.file());
        object.put("record", finding.record());
        object.put(
                "reasons",
                finding.reasons().stream()
                        .map(field -> Map.of("name", field.name(), "value", field.value()))
                        .toList());
        object.put("tags", finding.tags());
        object.put(
                "became",
                finding.outcomes().stream()
                        .map(outcome -> outcome.kind().name())
                        .distinct()
                        .toList());
        return object;
    }

    private static String corrected(Finding finding) {
        var seen = finding.seen();
        return seen == null ? "" : text(seen.corrected());
    }

    private static String original(Finding finding) {
        var seen = finding.seen();
        return seen == null ? "" : text(seen.original());
    }

    private static String text(Instant time) {
        return time.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
