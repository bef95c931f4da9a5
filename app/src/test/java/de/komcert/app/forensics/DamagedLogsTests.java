package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.web.Texts;
import de.komcert.evtx.Finding;
import de.komcert.logs.Clocks;
import de.komcert.logs.Content;
import de.komcert.logs.Detail;
import de.komcert.logs.Detections;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Match;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.logs.Stop;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Pipeline;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real event logs, whole and damaged, packed and plain: what can be read is evaluated, and what cannot is said. */
class DamagedLogsTests extends AnalysisCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());
    private static final String COLLECTION = "sammlung.zip";
    private static final String WHOLE = "Windows/System32/winevt/Logs/Security.evtx";
    private static final String CUT = "Windows/System32/winevt/Logs/Abgeschnitten.evtx";
    private static final String BROKEN = "Windows/System32/winevt/Logs/Beschaedigt.evtx";
    private static final String ENCRYPTED = "Users/m.kessler/Geheim.evtx";
    private static final String NO_LOG = "Users/m.kessler/Brief.txt";
    private static final String HOLED = "System.evtx";
    private static final String SMASHED = "System-beschaedigt.evtx";
    private static final String GZIPPED = "auth.log.gz";

    @Autowired
    Texts texts;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(RULES);
        Files.writeString(RULES.resolve("rules.yml"), """
                title: Anmeldung
                id: signed-in
                level: low
                logsource: {product: windows, service: security}
                detection: {sel: {EventID: 4624}, condition: sel}
                ---
                title: Dienst umgestellt
                id: service
                level: medium
                logsource: {product: windows, service: system}
                detection: {sel: {EventID: 7040}, condition: sel}
                ---
                title: Viele Anmeldungen
                id: many
                level: high
                correlation:
                    type: event_count
                    rules: [signed-in]
                    group-by: [Computer]
                    timespan: 10m
                    condition: {gte: 5}
                ---
                title: Falsches Kennwort
                id: failed
                level: low
                logsource: {product: linux, service: sshd}
                detection: {sel: ['Failed password'], condition: sel}
                """);
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    private static Map<String, byte[]> logs() throws IOException {
        var security = RealLogs.read("security.evtx");
        var system = RealLogs.read("2-vss_7-System.evtx");
        var smashed = system.clone();
        Arrays.fill(smashed, (1 << 12) + (5 << 16), (1 << 12) + (5 << 16) + 600, (byte) 0);
        var logs = new LinkedHashMap<String, byte[]>();
        logs.put(
                COLLECTION,
                new Collected()
                        .file(WHOLE, security)
                        .file(CUT, Arrays.copyOf(security, 300_000))
                        .file(BROKEN, security)
                        .file(ENCRYPTED, security)
                        .file(NO_LOG, "Sehr geehrte Damen und Herren".getBytes(StandardCharsets.UTF_8))
                        .packed()
                        .encrypted(ENCRYPTED)
                        .broken(BROKEN, 60_000)
                        .toBytes());
        logs.put(HOLED, system);
        logs.put(SMASHED, smashed);
        logs.put(GZIPPED, gzippedAndCut());
        return logs;
    }

    private static byte[] gzippedAndCut() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1_500; i++) {
                out.write(
                        "2026-11-20T%02d:%02d:%02d+01:00 srv-web01 sshd[%d]: Failed password for m.kessler from 10.20.9.9 port %d ssh2\n"
                                .formatted(i / 3_600, i / 60 % 60, i % 60, i, i)
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    }

    private Analysis analyse(Map<String, byte[]> logs) throws InterruptedException {
        var streams = new LinkedHashMap<String, InputStream>();
        logs.forEach((name, content) -> streams.put(name, new ByteArrayInputStream(content)));
        return ended(request(streams, Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2026-11-30T00:00:00Z")));
    }

    /** What holding logs against the rules has brought. */
    private record Brought(
            int files, int passedOver, long entries, Map<String, Long> hits, List<String> places, List<String> wrong) {}

    /** The same logs as the field tool reads them. */
    private static Brought inTheField(Map<String, byte[]> logs) throws Exception {
        var pipeline = Pipeline.standard();
        var hits = new TreeMap<String, Long>();
        var places = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var entries = new long[1];
        var detections =
                new Detections(Rules.read(List.of(RULES), pipeline), pipeline, new Detail(1, 1, 100), found -> {
                    hits.merge(found.head().id(), 1L, Long::sum);
                    places.add(found.head().id() + " " + found.file() + " " + found.record());
                });
        var named = logs.entrySet().stream()
                .map(log -> new Inputs.Named(
                        log.getKey(),
                        Content.of(
                                log.getValue().length,
                                Instant.EPOCH,
                                log.getKey(),
                                () -> new SeekableInMemoryByteChannel(log.getValue()))))
                .toList();
        try (var inputs = Inputs.among(named, Kind.LOGS.or(Kind.JSON_LINES), Stop.NEVER)) {
            inputs.troubles().forEach(trouble -> wrong.add(words(trouble)));
            new Parts<Match>(pipeline, new Clocks(ZoneId.of("Europe/Berlin"), null), Threads.of(2))
                    .read(Part.of(inputs.files()), detections::work, new Parts.Sink<>() {
                        @Override
                        public void put(Match match) throws IOException {
                            detections.take(match);
                        }

                        @Override
                        public void wrong(Trouble trouble) {
                            wrong.add(words(trouble));
                        }

                        @Override
                        public void read(long more, long bytes, boolean ends) {
                            entries[0] += more;
                        }
                    });
            detections.end();
            return new Brought(inputs.files().size(), inputs.passedOver(), entries[0], hits, places, wrong);
        }
    }

    private static String words(Trouble trouble) {
        var problem = trouble.problem();
        return trouble.file() + " " + problem.kind() + " " + problem.offset() + " " + problem.costsContent();
    }

    private Brought kept(Analysis analysis) {
        var progress = analysis.progress();
        var hits = new TreeMap<String, Long>();
        owner.sql("select rule, hits from forensics.rule_result where analysis_id = ?")
                .param(analysis.id())
                .query(row -> {
                    hits.put(row.getString("rule"), row.getLong("hits"));
                });
        return new Brought(
                progress.files(),
                progress.passedOver(),
                progress.entries(),
                hits,
                owner.sql("select rule || ' ' || file || ' ' || record from forensics.finding where analysis_id = ?"
                                + " order by number")
                        .param(analysis.id())
                        .query(String.class)
                        .list(),
                owner.sql("select file || ' ' || kind || ' ' || position || ' ' || costs_content from forensics.problem"
                                + " where analysis_id = ? order by number")
                        .param(analysis.id())
                        .query(String.class)
                        .list());
    }

    @Test
    void theLagezentrumFindsAndMissesWhatTheFieldToolFindsAndMisses() throws Exception {
        var logs = logs();
        var field = inTheField(logs);

        var analysis = analyse(logs);

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        var kept = kept(analysis);
        assertThat(kept.files()).isEqualTo(field.files()).isEqualTo(6);
        assertThat(kept.passedOver()).isEqualTo(field.passedOver()).isEqualTo(2);
        assertThat(kept.entries()).isEqualTo(field.entries()).isGreaterThan(2_261 + 1_160 + 500);
        assertThat(kept.hits()).isEqualTo(field.hits()).containsKeys("service", "many", "failed");
        assertThat(kept.places())
                .hasSize((int) analysis.progress().findings())
                .containsExactlyInAnyOrderElementsOf(field.places());
        assertThat(kept.wrong()).hasSize((int) analysis.progress().problems());
        assertThat(kept.wrong().stream().map(line -> line.replaceAll("\uE000[^\uE001]*\uE001", "m.kessler")))
                .containsExactlyInAnyOrderElementsOf(field.wrong());
        assertThat(kept.wrong())
                .anyMatch(line -> line.contains(" ZIP_ENCRYPTED "))
                .anyMatch(line -> line.contains("Beschaedigt.evtx ZIP_DATA "))
                .anyMatch(line -> line.contains("Abgeschnitten.evtx TRUNCATED "))
                .anyMatch(line -> line.startsWith(SMASHED + " CHUNK_HEADER "))
                .anyMatch(line -> line.startsWith(GZIPPED + " GZIP_DATA "))
                .noneMatch(line -> line.contains("kessler"));
    }

    @Test
    void everyProblemStandsOnThePageInTheLanguageOfTheReader() throws Exception {
        var analysis = analyse(logs());
        var page = "/vorfaelle/" + incident.id() + "/auswertung";
        try (var browser = members.signIn(member)) {
            var german = browser.get(page).page().select("details:contains(Auffälligkeiten) li");

            assertThat(german).hasSizeBetween(10, 30);
            assertThat(analysis.progress().problems()).isGreaterThan(50);
            assertThat(german.eachText())
                    .anyMatch(line -> line.matches(".*Users/Person \\d+/Geheim.evtx: Die Datei ist verschlüsselt\\..*"))
                    .anyMatch(line -> line.contains("Beschaedigt.evtx: Die gepackten Daten sind beschädigt"))
                    .anyMatch(line -> line.contains("Abgeschnitten.evtx: Die Datei ist abgeschnitten."))
                    .anyMatch(line -> line.contains(SMASHED + ": Der Kopf eines Blocks fehlt oder ist falsch."))
                    .as("often the same is said once")
                    .anyMatch(line -> line.matches(".*Eine verlorene Vorlage .*\\([0-9]+-mal, zuerst Stelle .*"))
                    .noneMatch(line -> line.contains("kessler"));
            var english = browser.get(page + "?sprache=en").page();
            assertThat(english.select("details:contains(Geheim.evtx) li").eachText())
                    .anyMatch(line -> line.contains("The file is encrypted."))
                    .anyMatch(line -> line.contains("The header of a block is missing or wrong."));
        }
    }

    @Test
    void missingRecordNumbersStandOnThePageOfSight() throws Exception {
        analyse(Map.of(HOLED, RealLogs.read("2-vss_7-System.evtx")));
        try (var browser = members.signIn(member)) {
            var page = browser.get("/vorfaelle/" + incident.id() + "/auswertung/sicht")
                    .page();

            assertThat(page.select("section[aria-labelledby=luecken] > table tbody tr")
                            .eachText())
                    .singleElement()
                    .asString()
                    .contains("262 Datensätze fehlen, Nummer 1156 bis 1417: entfernt, verloren oder beschädigt", HOLED);
        }
    }

    @Test
    void everyKindOfProblemHasItsSentence() {
        var kinds = Stream.concat(
                Stream.concat(
                        Arrays.stream(Finding.Kind.values()).map(Enum::name),
                        Arrays.stream(de.komcert.archive.Finding.Kind.values()).map(Enum::name)),
                Stream.of(
                        "NOT_OPENED",
                        "DEFECT",
                        "RULE_UNDECIDED",
                        "NO_LISTS",
                        "NAMES_CROWDED",
                        "CROWDED",
                        "NOT_JSON",
                        "NOT_AN_OBJECT",
                        "TOO_DEEP",
                        "LINE_TOO_LONG",
                        "LINE_CUT",
                        "NOT_SYSLOG",
                        "NOT_ACCESS",
                        "NOT_W3C",
                        "NOT_CLOUD",
                        "NOT_ALL_COLUMNS",
                        "ROW_NOT_CLOSED",
                        "AUDIT_DATA_CUT",
                        "RECORD_CUT",
                        "NOT_JOURNAL",
                        "BAD_LOGIN_RECORD",
                        "EMPTY_LOGIN_RECORD",
                        "LOGIN_RECORD_CUT",
                        "BAD_TIME",
                        "TIME_ASSUMED",
                        "GZIP_DATA",
                        "GZIP_BOMB"));
        assertThat(kinds).hasSizeGreaterThan(30).allSatisfy(kind -> {
            assertThat(texts.find(Locale.GERMAN, "analysis.problem." + kind, ""))
                    .isPresent();
            assertThat(texts.find(Locale.ENGLISH, "analysis.problem." + kind, ""))
                    .isPresent();
        });
        assertThat(texts.find(Locale.GERMAN, "analysis.problem.UNHEARD_OF", "")).isEmpty();
    }
}
