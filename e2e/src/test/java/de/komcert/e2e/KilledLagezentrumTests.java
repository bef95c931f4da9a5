package de.komcert.e2e;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Lagezentrum is killed in the middle of its work, with its database, without it, or only the database: what it
 * acknowledged is there afterwards, once, and every chain verifies here and offline.
 */
class KilledLagezentrumTests {

    /** A start takes its time; more rounds are asked for by name. */
    private static final int ROUNDS = Integer.getInteger("komcert.kills", 6);

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int SHORTEST = 200;
    private static final int LONGEST = 1800;

    private static final String PLAYBOOK = "telefonbetrug";

    @TempDir
    Path data;

    @TempDir
    Path exports;

    private final Random random = new Random(SEED);
    private final List<Round> rounds = new ArrayList<>();

    /** What a round wrote, and what of it was acknowledged. */
    private static final class Round {

        final int number;
        final String incident;
        final ConcurrentLinkedQueue<String> entries = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> decisions = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> tasks = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> opened = new ConcurrentLinkedQueue<>();

        Round(int number, String incident) {
            this.number = number;
            this.incident = incident;
        }

        int acknowledged() {
            return entries.size() + notes.size() + decisions.size() + tasks.size() + calls.size() + opened.size();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAndEveryChainVerifies() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.kills=" + ROUNDS);
        for (int number = 0; number < ROUNDS; number++) {
            var demo = RunningDemo.start(data);
            try {
                check(demo, rounds);
                var round = begin(demo, number);
                rounds.add(round);
                writeUntilKilled(demo, round);
            } finally {
                demo.kill();
            }
        }
        try (var demo = RunningDemo.start(data)) {
            check(demo, rounds);
            checkChains(demo);
        }
        assertThat(rounds.stream().mapToInt(Round::acknowledged).sum())
                .as("acknowledged in all rounds")
                .isGreaterThan(10 * ROUNDS);
        assertThat(rounds.stream().mapToInt(round -> round.notes.size()).sum())
                .as("notes")
                .isPositive();
        assertThat(rounds.stream().mapToInt(round -> round.decisions.size()).sum())
                .as("decisions")
                .isPositive();
        assertThat(rounds.stream().mapToInt(round -> round.tasks.size()).sum())
                .as("tasks")
                .isPositive();
        assertThat(rounds.stream().mapToInt(round -> round.opened.size()).sum())
                .as("incidents")
                .isPositive();
    }

    private static Round begin(RunningDemo demo, int number) throws Exception {
        var program = Program.of(demo.accounts());
        var call = program.post("/meldungen", Map.of("words", "Runde " + number));
        var incident = program.post(
                "/meldungen/" + Program.id(call) + "/vorfall",
                Map.of("playbook", PLAYBOOK, "title", "Runde " + number));
        return new Round(number, Program.id(incident));
    }

    /** Several people and programs write at once until the kill at a random moment. */
    private void writeUntilKilled(RunningDemo demo, Round round) throws Exception {
        var over = new AtomicBoolean();
        var program = Program.of(demo.accounts());
        var analyst = PlainBrowser.of(demo.address(), demo.accounts().as("ANALYST"));
        var lead = PlainBrowser.of(demo.address(), demo.accounts().as("LEITUNG"));
        var kill = kill();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            writers.submit(() -> repeat(over, text(round, "A"), text -> entry(program, round, text)));
            writers.submit(() -> repeat(over, text(round, "B"), text -> entry(program, round, text)));
            writers.submit(() -> repeat(over, text(round, "Ruf"), text -> call(program, round, text)));
            writers.submit(() -> repeat(over, text(round, "Aufgabe"), _ -> task(program, round)));
            writers.submit(() -> repeat(over, text(round, "Notiz"), text -> note(analyst, round, text)));
            writers.submit(() -> repeat(over, text(round, "Beschluss"), text -> decision(lead, round, text)));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST, LONGEST));
            kill.of(demo);
            over.set(true);
        }
    }

    /** A way to die. */
    private interface Kill {
        void of(RunningDemo demo) throws InterruptedException;
    }

    private Kill kill() {
        return switch (random.nextInt(3)) {
            case 0 -> RunningDemo::kill;
            case 1 ->
                demo -> {
                    demo.killDatabase();
                    demo.kill();
                };
            default ->
                demo -> {
                    demo.killDatabase();
                    TimeUnit.MILLISECONDS.sleep(100); // a moment in which the server answers without its database
                    demo.kill();
                };
        };
    }

    /** Something that is written and, once acknowledged, remembered. */
    private interface Writing {
        void write(String text) throws IOException, InterruptedException;
    }

    private static String text(Round round, String who) {
        return "Runde " + round.number + " " + who + " ";
    }

    private static Void repeat(AtomicBoolean over, String text, Writing writing) throws InterruptedException {
        for (int number = 0; !over.get(); number++) {
            try {
                writing.write(text + number + ".");
            } catch (IOException killed) {
                return null; // nobody acknowledged it, so it may be there or not
            }
        }
        return null;
    }

    private static void entry(Program program, Round round, String text) throws IOException, InterruptedException {
        if (program.post("/vorfaelle/" + round.incident + "/tagebuch", Map.of("text", text))
                        .statusCode()
                == 201) {
            round.entries.add(text);
        }
    }

    private static void call(Program program, Round round, String text) throws IOException, InterruptedException {
        var call = program.post("/meldungen", Map.of("words", text));
        if (call.statusCode() == 201) {
            var id = Program.id(call);
            round.calls.add(id);
            var opened = program.post("/meldungen/" + id + "/vorfall", Map.of("playbook", PLAYBOOK, "title", text));
            if (opened.statusCode() == 201) {
                round.calls.remove(id);
                round.opened.add(Program.id(opened));
            }
        }
    }

    private static void task(Program program, Round round) throws IOException, InterruptedException {
        // The first in turn may be one that only its record ends, such as the Auftrag.
        for (var next : program.get("/vorfaelle/" + round.incident + "/naechstes?rolle=ITL")) {
            var task = next.get("id").asString();
            var moved = program.post("/vorfaelle/" + round.incident + "/aufgaben/" + task, Map.of("move", "FINISH"));
            if (moved.statusCode() < 300) {
                round.tasks.add(task);
            }
        }
    }

    private static void note(PlainBrowser browser, Round round, String text) throws IOException, InterruptedException {
        if (accepted(browser.post(
                "/vorfaelle/" + round.incident + "/notizen", Map.of("titel", text, "text", "Wortlaut " + text)))) {
            round.notes.add("Wortlaut " + text);
        }
    }

    private static void decision(PlainBrowser browser, Round round, String text)
            throws IOException, InterruptedException {
        var fields = Map.of("frage", text, "entscheidung", "Entschieden: " + text, "wer", "Svenja Rothkamp");
        if (accepted(browser.post("/vorfaelle/" + round.incident + "/entscheidungen", fields))) {
            round.decisions.add("Entschieden: " + text);
        }
    }

    private static boolean accepted(HttpResponse<String> answer) {
        return answer.statusCode() == 302 || answer.statusCode() == 303;
    }

    /** What the last round left; those before it were checked when they were the last. */
    private static void check(RunningDemo demo, List<Round> rounds) throws Exception {
        if (rounds.isEmpty()) {
            return;
        }
        var round = rounds.getLast();
        var program = Program.of(demo.accounts());
        var report = program.get("/vorfaelle/" + round.incident + "/bericht");
        var texts = texts(report.get("journal"), "text");
        var where = "round " + round.number + ", seed " + SEED;
        assertThat(texts)
                .as("journal entries, %s", where)
                .containsAll(round.entries)
                .doesNotHaveDuplicates();
        assertThat(texts(report.get("decisions"), "decision"))
                .as("decisions, %s", where)
                .containsAll(round.decisions)
                .doesNotHaveDuplicates();
        assertThat(done(report)).as("tasks, %s", where).containsAll(round.tasks);
        for (var opened : round.opened) {
            assertThat(texts(program.get("/vorfaelle/" + opened + "/bericht").get("journal"), "text"))
                    .as("an incident with its call and its opening, %s", where)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        for (var call : round.calls) {
            var answer = program.post("/meldungen/" + call + "/vorfall", Map.of("playbook", PLAYBOOK));
            // 409: opened before the kill, and nobody heard of it.
            assertThat(answer.statusCode()).as("the call %s, %s", call, where).isIn(201, 409);
        }
        checkPages(demo, round, where);
    }

    private static void checkPages(RunningDemo demo, Round round, String where) throws Exception {
        var browser = PlainBrowser.of(demo.address(), demo.accounts().as("LEITUNG"));
        var notes = browser.get("/vorfaelle/" + round.incident + "/notizen").body();
        for (var note : round.notes) {
            assertThat(notes.split(Pattern.quote(note + "<"), -1).length - 1)
                    .as("»%s« on the page of notes, %s", note, where)
                    .isEqualTo(1);
        }
        for (var one : round.opened) {
            assertThat(browser.get("/vorfaelle/" + one + "/tagebuch").body())
                    .as(where)
                    .contains("unversehrt");
        }
        assertThat(browser.get("/vorfaelle/" + round.incident + "/tagebuch").body())
                .as(where)
                .contains("unversehrt");
    }

    /** Every chain of every round, by the verifier that the export brings along. */
    private void checkChains(RunningDemo demo) throws Exception {
        var browser = PlainBrowser.of(demo.address(), demo.accounts().as("ANALYST"));
        for (var round : rounds) {
            var zip = browser.file("/vorfaelle/" + round.incident + "/tagebuch.zip");
            assertThat(zip.statusCode()).isEqualTo(200);
            var folder = Files.createDirectories(exports.resolve(String.valueOf(round.number)));
            assertThat(OfflineVerifier.says(zip.body(), folder))
                    .as("offline, round %d, seed %d", round.number, SEED)
                    .containsIgnoringCase("unversehrt");
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.get(field).asString())
                .toList();
    }

    private static List<String> done(JsonNode report) {
        return StreamSupport.stream(report.get("tasks").spliterator(), false)
                .filter(task -> task.get("state").asString().equals("DONE"))
                .map(task -> task.get("id").asString())
                .toList();
    }
}
