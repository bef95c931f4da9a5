package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.audit.Verification;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A file whose storing was acknowledged is there, whole and on record, whenever the program is killed. */
class KilledUploadTests {

    private static final int ROUNDS = Math.clamp(Integer.getInteger("komcert.rounds", 2), 1, 6);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int MOST_FILES = 25;
    private static final String ACKNOWLEDGED = "acknowledged ";
    private static final String FOUND = "found ";

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedFileSurvivesTheKilling() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.rounds=" + ROUNDS);
        var random = new Random(SEED);
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(filesOfAKilledProgram(1 + random.nextInt(MOST_FILES)));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(found()).as("seed %d", SEED).containsAll(acknowledged);
        try (var files = Files.list(data().resolve("vault"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing is left undecided after a start")
                    .allMatch(name -> name.matches("[0-9a-f-]{36}"));
        }
    }

    /** Kills the program after so many files, and gives what it acknowledged up to its last word. */
    private List<String> filesOfAKilledProgram(int count) throws IOException {
        var child = KillableProgram.start(Child.class, data(), "store");
        return KillableProgram.after(ACKNOWLEDGED, KillableProgram.wordsOfKilled(child, ACKNOWLEDGED, count));
    }

    private List<String> found() throws IOException {
        return KillableProgram.after(FOUND, KillableProgram.words(KillableProgram.start(Child.class, data(), "find")));
    }

    private Path data() {
        return folder.resolve("daten");
    }

    /** The whole program with its own database, which stores files until it is killed, or reads all that are there. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var context = KillableProgram.run(arguments[0]);
            if (arguments[1].equals("store")) {
                Acting.run(KillableProgram.somebody(context), () -> store(context));
            } else {
                find(context);
                KillableProgram.OUT.println(KillableProgram.DONE);
                context.close();
            }
        }

        private static void store(ConfigurableApplicationContext context) {
            var files = context.getBean(IncidentFiles.class);
            var person = Acting.person().person();
            var incident = KillableProgram.incident(context);
            var random = new Random();
            while (true) {
                var content = new byte[random.nextInt(300_000)];
                random.nextBytes(content);
                var file = files.add(incident.id(), "x", "", new ByteArrayInputStream(content));
                KillableProgram.OUT.println(
                        ACKNOWLEDGED + person + " " + incident.id() + " " + file.id() + " " + file.sha256());
            }
        }

        /** Reads every file of every incident, as whoever was a member, and checks the journals that name them. */
        private static void find(ConfigurableApplicationContext context) throws IOException {
            var files = context.getBean(IncidentFiles.class);
            var incidents = context.getBean(Incidents.class);
            var journal = context.getBean(Journal.class);
            for (var person : Acting.as(SignInJob.ACTOR, context.getBean(People.class)::all)) {
                var member = new Actor.Person(person.id(), person.name(), person.role());
                Acting.<Boolean, IOException>as(member, () -> {
                    for (var incident : incidents.list(Incidents.Filter.ALL)) {
                        if (!(journal.verify(incident.compartment()) instanceof Verification.Intact)) {
                            throw new IllegalStateException("the chain of " + incident.id() + " is broken");
                        }
                        var entries = journal.entries(incident.compartment());
                        for (var file : files.of(incident.id())) {
                            files.open(file).close(); // read through before it opens
                            if (entries.stream().anyMatch(entry -> entry.text().contains(file.sha256()))) {
                                KillableProgram.OUT.println(FOUND + person.id() + " " + incident.id() + " " + file.id()
                                        + " " + file.sha256());
                            }
                        }
                    }
                    return true;
                });
            }
        }
    }
}
