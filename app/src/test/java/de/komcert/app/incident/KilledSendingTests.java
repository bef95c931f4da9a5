package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.file.IncidentSendings;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.vault.Sendings.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that comes in pieces goes on from what was acknowledged, however often the program is killed meanwhile. */
class KilledSendingTests {

    private static final int ROUNDS = Math.clamp(Integer.getInteger("komcert.rounds", 2), 1, 6);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int SIZE = 40_000_000;
    private static final int MOST_PIECES = 25;
    private static final String FOUND = "found ";
    private static final String ACKNOWLEDGED = "acknowledged ";
    private static final String WHOLE = "whole ";

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterEachKillingAndTheFileComesWhole() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.rounds=" + ROUNDS);
        var random = new Random(SEED);
        long acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = sendUntilKilled(acknowledged, 1 + random.nextInt(MOST_PIECES));
            assertThat(acknowledged).isLessThan(SIZE);
        }
        assertThat(acknowledged).isPositive();
        var last = KillableProgram.words(KillableProgram.start(Child.class, data(), SEED + " to the end"));
        assertThat(numbers(FOUND, last).getFirst()).as("seed %d", SEED).isGreaterThanOrEqualTo(acknowledged);
        assertThat(last)
                .as("seed %d", SEED)
                .contains(WHOLE
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content(SEED))));
        try (var files = Files.list(data().resolve("vault"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .satisfies(name -> assertThat(name).matches("[0-9a-f-]{36}"));
        }
    }

    /** Kills the program after so many pieces, and gives how much of the file it acknowledged up to its last word. */
    private long sendUntilKilled(long before, int pieces) throws IOException {
        var child = KillableProgram.start(Child.class, data(), String.valueOf(SEED));
        var said = KillableProgram.wordsOfKilled(child, ACKNOWLEDGED, pieces);
        assertThat(numbers(FOUND, said))
                .as("after a start, seed %d", SEED)
                .allSatisfy(at -> assertThat(at).isGreaterThanOrEqualTo(before));
        return numbers(ACKNOWLEDGED, said).getLast();
    }

    private static List<Long> numbers(String beginning, List<String> lines) {
        return KillableProgram.after(beginning, lines).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static byte[] content(long seed) {
        var content = new byte[SIZE];
        new Random(seed).nextBytes(content);
        return content;
    }

    private Path data() {
        return folder.resolve("daten");
    }

    /** The whole program with its own database, which sends one file on in pieces until it is killed or at the end. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var context = KillableProgram.run(arguments[0]);
            var words = arguments[1].split(" ", 2);
            var sender = sender(context);
            Acting.<Boolean, IOException>as(sender, () -> {
                send(context, Long.parseLong(words[0]), words.length == 1);
                return true;
            });
            KillableProgram.OUT.println(KillableProgram.DONE);
            context.close();
        }

        private static Actor.Person sender(ConfigurableApplicationContext context) {
            return Acting.as(SignInJob.ACTOR, context.getBean(People.class)::all).stream()
                    .findFirst()
                    .map(person -> new Actor.Person(person.id(), person.name(), person.role()))
                    .orElseGet(() -> KillableProgram.somebody(context));
        }

        private static void send(ConfigurableApplicationContext context, long seed, boolean small) throws IOException {
            var sendings = context.getBean(IncidentSendings.class);
            var content = content(seed);
            var incident = incident(context);
            var sending = sendings.of(incident).stream()
                    .findFirst()
                    .orElseGet(() -> sendings.begin(incident.id(), "Abbild.e01", "", SIZE));
            long at = sendings.acknowledged(incident.id(), sending);
            KillableProgram.OUT.println(FOUND + at);
            var random = new Random();
            while (true) {
                int length = (int) Math.min(small ? 1 + random.nextInt(500_000) : SIZE, SIZE - at);
                switch (sendings.take(
                        incident.id(), sending.id(), at, new ByteArrayInputStream(content, (int) at, length))) {
                    case Taken.Part<IncidentFile>(var arrived) -> at = arrived;
                    case Taken.Elsewhere<IncidentFile>(var arrived) ->
                        throw new IllegalStateException("it goes on at " + arrived + " and not at " + at);
                    case Taken.Whole<IncidentFile>(var file) -> {
                        context.getBean(IncidentFiles.class).open(file).close(); // read through before it opens
                        var told = context.getBean(Journal.class).entries(incident.compartment()).stream()
                                .filter(entry -> entry.text().contains(file.sha256()))
                                .count();
                        KillableProgram.OUT.println(told == 1 ? WHOLE + file.sha256() : told + " times in the journal");
                        return;
                    }
                }
                KillableProgram.OUT.println(ACKNOWLEDGED + at);
            }
        }

        private static Incident incident(ConfigurableApplicationContext context) {
            var incidents = context.getBean(Incidents.class);
            return incidents.list(Incidents.Filter.ALL).stream()
                    .findFirst()
                    .orElseGet(() -> KillableProgram.incident(context));
        }
    }
}
