package de.komcert.cli.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.cli.run.Totals;
import de.komcert.cli.words.CsvLine;
import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.cli.words.Residue;
import de.komcert.cli.words.Times;
import de.komcert.cli.words.TimesketchLine;
import de.komcert.evtx.JsonLine;
import de.komcert.logs.Detected;
import de.komcert.logs.Inputs;
import de.komcert.logs.Rules;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Head;
import de.komcert.sigma.Level;
import org.jspecify.annotations.Nullable;

/** How detections are written. */
interface Report {

    List<String> FORMATS = List.of("table", "jsonl", "csv", "timesketch", "html");

    void hit(Detected hit) throws IOException;

    /** Something in a file is not as it should be. */
    default void wrong(Trouble trouble) {}

    /** Whether it shows what made rules match. */
    default boolean isDetailed() {
        return false;
    }

    /** All was read and every hit reported. */
    default void end(Inputs inputs, Rules rules, Totals totals, Coverage coverage) throws IOException {}

    /**
     * @param least the level below which hits are left out before they get here, null where none are
     * @param residue whether what is left from earlier uses of space is read as well
     */
    static Report of(String format, OutputStream out, @Nullable Level least, boolean residue) throws IOException {
        return switch (format) {
            case "jsonl" -> new Json(out);
            case "csv" -> {
                CsvLine.write(out, Residue.header(residue, "time", "level", "title", "rule", "host", "file", "record"));
                yield new Csv(out, residue);
            }
            case "timesketch" -> new Timesketch(out);
            case "html" -> new HtmlReport(out, least, residue);
            default -> new Table(out);
        };
    }

    /** For scripts: one object a line. */
    record Json(OutputStream out, JsonLine line, Map<Head, byte[]> beginnings) implements Report {

        private static final byte[] RECORD = JsonLine.key("record");
        private static final byte[] TIME = JsonLine.key("time");
        private static final byte[] HOST = JsonLine.key("host");

        Json(OutputStream out) {
            this(out, new JsonLine(), new HashMap<>());
        }

        @Override
        public void hit(Detected hit) throws IOException {
            line.open()
                    .name(beginnings.computeIfAbsent(hit.head(), Json::beginning))
                    .text(hit.file());
            line.name(RECORD).number(hit.record());
            Times.write(line.name(TIME), hit.time());
            line.name(HOST).text(hit.host());
            Residue.mark(line, hit.isResidue());
            line.close().end().writeTo(out);
        }

        /** What all hits of a rule have in common, up to the name of the file. */
        private static byte[] beginning(Head rule) {
            var line = new JsonLine().name("rule").text(rule.id());
            line.name("title").text(rule.title());
            line.name("level").text(rule.level().toString());
            return line.name("file").take();
        }
    }

    /** What Timesketch takes in as JSONL: a message, a time and what the time means, then fields of any name. */
    record Timesketch(OutputStream out, JsonLine line) implements Report {

        Timesketch(OutputStream out) {
            this(out, new JsonLine());
        }

        @Override
        public void hit(Detected hit) throws IOException {
            line.open().name("message").text(hit.head().title());
            TimesketchLine.time(line, hit.time());
            line.name("rule").text(hit.head().id());
            line.name("level").text(hit.head().level().toString());
            line.name("hostname").text(hit.host());
            line.name("file").text(hit.file());
            line.name("record").number(hit.record());
            Residue.mark(line, hit.isResidue());
            line.name("tag").openList();
            hit.head().tags().forEach(line::text);
            if (hit.isResidue()) {
                line.text(Residue.WORD);
            }
            out.write(TimesketchLine.take(line.closeList().close()));
        }
    }

    /** For spreadsheets. */
    record Csv(OutputStream out, boolean residue) implements Report {

        @Override
        public void hit(Detected hit) throws IOException {
            CsvLine.write(
                    out,
                    Residue.cells(
                            residue,
                            hit.isResidue(),
                            Times.text(hit.time()),
                            hit.head().level().toString(),
                            hit.head().title(),
                            hit.head().id(),
                            hit.host() == null ? "" : hit.host(),
                            hit.file(),
                            Long.toString(hit.record())));
        }
    }

    /** For people: a heading for each file, and below it its hits. */
    final class Table implements Report {
        private final OutputStream out;
        private String file = "";

        Table(OutputStream out) {
            this.out = out;
        }

        @Override
        public void hit(Detected hit) throws IOException {
            if (!hit.file().equals(file)) {
                write((file.isEmpty() ? "" : "\n") + Plain.text(hit.file()) + "\n");
                file = hit.file();
            }
            var host = hit.host();
            write(Plain.line(
                    "  %-28s  %-8s  %-24s  %10d  %s%s\n",
                    Times.text(hit.time()),
                    German.level(hit.head().level()),
                    host == null ? "" : Plain.text(host),
                    hit.record(),
                    Plain.text(hit.head().title()),
                    hit.isResidue() ? " (aus Resten)" : ""));
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
