package de.komcert.app.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people write in the same note at once: what each saved is kept, and shown. */
class SharedNoteTests extends ProofCase {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int ROUNDS = 12;
    private static final int SAVINGS = 8;

    /** What one of the two does: reads the note, waits a little or not, saves a sentence of theirs. */
    private record Writer(String name, Browser browser, String csrf, long seed, String room, String note) {

        List<String> write() throws InterruptedException {
            var random = new Random(seed);
            var saved = new ArrayList<String>();
            var revision = "1";
            for (int number = 0; number < SAVINGS; number++) {
                if (random.nextBoolean()) {
                    revision = browser.get(room + "/notizen")
                            .page()
                            .select("form[action$=" + note + "] [name=revision]")
                            .attr("value");
                }
                Thread.sleep(random.nextInt(4));
                var sentence = name + " Satz " + number + " aus " + seed + ".";
                var answer = browser.post(
                        room + "/notizen/" + note, Map.of("text", sentence, "revision", revision, "_csrf", csrf));
                assertThat(answer.status()).as(sentence).isBetween(300, 399);
                saved.add(sentence);
            }
            return saved;
        }
    }

    @Test
    void whatBothSavedIsKeptInOneOrderAndShown() throws Exception {
        System.out.println("komcert.seed=" + SEED);
        clock.advance(Duration.ofHours(1));
        var random = new Random(SEED);
        var other = members.create(Role.ANALYST);
        try (var one = members.signIn(members.create(Role.ANALYST));
                var two = members.signIn(other)) {
            var incident = Case.open(one, rows, "Notiz");
            var csrf = Case.csrf(one);
            one.post(
                    incident.room() + "/beteiligte", Map.of("person", other.id().toString(), "_csrf", csrf));
            for (int round = 0; round < ROUNDS; round++) {
                var title = "Runde " + round;
                one.post(incident.room() + "/notizen", Map.of("titel", title, "text", "Anfang", "_csrf", csrf));
                var note = note(title, incident);
                var saved = bothWrite(
                        new Writer("Milena", one, csrf, random.nextLong(), incident.room(), note),
                        new Writer("Can", two, Case.csrf(two), random.nextLong(), incident.room(), note));
                var kept = kept(note);
                assertThat(kept).as("seed %d, round %d", SEED, round).containsExactlyInAnyOrderElementsOf(saved);
                assertThat(one.get(incident.room() + "/notizen").page().text())
                        .as("the page shows all, seed %d", SEED)
                        .contains(saved);
            }
        }
    }

    private List<String> bothWrite(Writer one, Writer two) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var saved = new ArrayList<>(List.of("Anfang"));
            for (var writing : threads.invokeAll(List.<Callable<List<String>>>of(one::write, two::write))) {
                saved.addAll(writing.get());
            }
            return saved;
        }
    }

    private String note(String title, Case incident) {
        return JdbcClient.create(ownerOfTheDatabase)
                .sql("select id::text from incident.note where title = ? and compartment_id = ?")
                .params(title, incident.compartment())
                .query(String.class)
                .single();
    }

    /** The bodies of all versions; their numbers are 1, 2, 3, without a gap. */
    private List<String> kept(String note) {
        var numbers = new ArrayList<Integer>();
        var bodies = JdbcClient.create(ownerOfTheDatabase)
                .sql("select revision, body from incident.note_version where note_id = ?::uuid order by revision")
                .param(note)
                .query((row, _) -> {
                    numbers.add(row.getInt("revision"));
                    return row.getString("body");
                })
                .list();
        for (int number = 1; number <= numbers.size(); number++) {
            assertThat(numbers.get(number - 1)).isEqualTo(number);
        }
        return bodies;
    }
}
