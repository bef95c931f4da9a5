package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.audit.Verification;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.retention.Erasing;
import de.komcert.app.incident.retention.Tombstones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Killed while it erases, the program has erased all or nothing, and the next start finishes what is left on the disk. */
class KilledErasingTests {

    private static final int ROUNDS = Math.clamp(Integer.getInteger("komcert.rounds", 2), 1, 6);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int INCIDENTS = 6;
    private static final int FILES = 5;
    private static final String BEGINS = "begins";
    private static final String WHOLE = "whole";
    private static final String ERASED = "erased";

    @TempDir
    Path folder;

    @Test
    void eachIncidentIsThereAsAWholeOrErasedAsAWhole() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.rounds=" + ROUNDS);
        var random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            kill(random.nextInt(60));
            var found = found();
            assertThat(found).as("seed %d, round %d", SEED, round).hasSize(INCIDENTS * round);
            long whole = found.stream().filter(WHOLE::equals).count();
            try (var files = Files.list(data().resolve("vault"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as("files of what is there, and nothing undecided; seed %d", SEED)
                        .hasSize((int) whole * FILES)
                        .allMatch(name -> name.matches("[0-9a-f-]{36}"));
            }
        }
    }

    private void kill(int afterMilliseconds) throws Exception {
        var child = KillableProgram.start(Child.class, data(), "erase");
        try (var lines = child.inputReader()) {
            var line = lines.readLine();
            while (line != null && !line.equals(BEGINS)) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(BEGINS);
            Thread.sleep(afterMilliseconds);
            child.toHandle().destroyForcibly();
        }
        child.onExit().join();
    }

    /** The program once more: what it finds of each incident there ever was. */
    private List<String> found() throws IOException {
        return KillableProgram.words(KillableProgram.start(Child.class, data(), "find")).stream()
                .filter(line -> line.equals(WHOLE) || line.equals(ERASED))
                .toList();
    }

    private Path data() {
        return folder.resolve("daten");
    }

    /** The whole program with its own database, which erases until it is killed, or looks at what is there. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var context = KillableProgram.run(arguments[0]);
            if (arguments[1].equals("erase")) {
                erase(context);
            } else {
                find(context);
                KillableProgram.OUT.println(KillableProgram.DONE);
                context.close();
            }
        }

        private static void erase(ConfigurableApplicationContext context) {
            Acting.run(KillableProgram.somebody(context), () -> {
                for (int count = 0; count < INCIDENTS; count++) {
                    closedWithFiles(context);
                }
            });
            var erasing = context.getBean(Erasing.class);
            var owner = JdbcClient.create(ownerOfTheDatabase(context));
            owner.sql("update incident.incident set closed_at = '2001-05-04T10:00:00Z'")
                    .update();
            erasing.run();
            owner.sql("update incident.announcement set announced_at = '2002-01-01'")
                    .update();
            KillableProgram.OUT.println(BEGINS);
            erasing.run();
            new Semaphore(0).acquireUninterruptibly(); // killed from outside
        }

        private static void closedWithFiles(ConfigurableApplicationContext context) {
            var incident = KillableProgram.incident(context);
            for (int file = 0; file < FILES; file++) {
                context.getBean(IncidentFiles.class)
                        .add(incident.id(), "x", "", new ByteArrayInputStream(new byte[100_000]));
            }
            context.getBean(Closing.class).close(incident.id(), Incident.Outcome.ENDED, "Abbruch");
        }

        private static DataSource ownerOfTheDatabase(ConfigurableApplicationContext context) {
            return context.getBean("ownerDataSource", DataSource.class);
        }

        private static void find(ConfigurableApplicationContext context) throws IOException {
            for (var person : Acting.as(SignInJob.ACTOR, context.getBean(People.class)::all)) {
                Acting.<Boolean, IOException>as(new Actor.Person(person.id(), person.name(), person.role()), () -> {
                    for (var incident : context.getBean(Incidents.class).list(Incidents.Filter.ALL)) {
                        whole(context, incident);
                        KillableProgram.OUT.println(WHOLE);
                    }
                    for (var stone : context.getBean(Tombstones.class).list()) {
                        var links = stone.headNumber();
                        require(context.getBean(Journal.class)
                                .verify(stone.compartment())
                                .equals(new Verification.Intact(links, links - 1)));
                        KillableProgram.OUT.println(ERASED);
                    }
                    return true;
                });
            }
        }

        private static void whole(ConfigurableApplicationContext context, Incident incident) throws IOException {
            var files = context.getBean(IncidentFiles.class);
            require(files.of(incident.id()).size() == FILES);
            for (var file : files.of(incident.id())) {
                files.open(file).close();
            }
            require(context.getBean(Journal.class).verify(incident.compartment())
                            instanceof Verification.Intact(var _, var erased)
                    && erased == 0);
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalStateException("half erased");
            }
        }
    }
}
