package de.komcert.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import de.komcert.sigma.Pipeline;
import de.komcert.traces.census.Census;
import de.komcert.traces.census.Gaps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Rules of three kinds over lines of events: one that matches alone, one that is counted, and one that counts. */
abstract class DetectionsCase {

    static final Pipeline PIPELINE = Pipeline.standard();
    static final Detail FULL = new Detail(10, 50, 100);

    @TempDir
    Path folder;

    Rules rules;

    @BeforeEach
    void makeRules() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                title: Tunnel
                id: tunnel
                level: high
                logsource: {category: process_creation, product: linux}
                detection: {sel: {CommandLine|contains: ' -R '}, condition: sel}
                ---
                title: Fehlversuch
                id: failed
                level: low
                logsource: {product: windows, service: security}
                detection: {sel: {EventID: 4625}, condition: sel}
                ---
                title: Viele Fehlversuche
                id: many
                level: high
                correlation:
                    type: event_count
                    rules: [failed]
                    group-by: [TargetUserName]
                    timespan: 1m
                    condition: {gte: 3}
                """);
        rules = Rules.read(List.of(folder), PIPELINE);
    }

    static String tunnel(String command) {
        return """
                {"product":"linux","category":"process_creation","CommandLine":"%s","user":["a","b"],"note":null,\
                "Computer":"srv-1","Channel":"audit","Provider_Name":"auditd","EventID":7,"@timestamp":"2026-03-09T08:00:00Z"}
                """.formatted(command);
    }

    static String failed(String user, String time) {
        return """
                {"product":"windows","service":"security","EventID":4625,"TargetUserName":"%s","Computer":"dc-1","Channel":"Security",\
                "@timestamp":"%s"}
                """.formatted(user, time);
    }

    /** What one run has brought. */
    record Found(
            List<Detected> detected,
            Detections.Losses losses,
            List<Census.Held> held,
            Gaps gaps,
            List<Trouble> troubles) {}

    Found detect(int threads, Detail detail, List<Inputs.Named> files) throws IOException {
        return detect(threads, detail, files, 1 << 24);
    }

    Found detect(int threads, Detail detail, List<Inputs.Named> files, long room) throws IOException {
        var detected = new ArrayList<Detected>();
        var troubles = new ArrayList<Trouble>();
        var detections = new Detections(rules, PIPELINE, detail, detected::add, room);
        try (var inputs = Inputs.among(files, Kind.JSON_LINES, Stop.NEVER)) {
            new Parts<Match>(PIPELINE, Clocks.UTC, Threads.of(threads))
                    .read(Part.of(inputs.files()), detections::work, new Parts.Sink<>() {
                        @Override
                        public void put(Match match) throws IOException {
                            detections.take(match);
                        }

                        @Override
                        public void wrong(Trouble trouble) {
                            troubles.add(trouble);
                        }

                        @Override
                        public void read(long entries, long bytes, boolean ends) {}
                    });
        }
        detections.end();
        var census = detections.census();
        return new Found(detected, detections.losses(), census.held(), census.gaps(), troubles);
    }

    static Inputs.Named file(String name, String... lines) {
        return new Inputs.Named(name, Memory.text(String.join("", lines)));
    }
}
