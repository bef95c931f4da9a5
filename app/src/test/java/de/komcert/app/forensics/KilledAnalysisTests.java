package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.KillableProgram;
import de.komcert.app.incident.file.IncidentFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** An analysis that is killed while it reads begins anew, and leaves nothing of its first attempt. */
class KilledAnalysisTests {

    private static final int LINES = 400_000;

    @TempDir
    Path folder;

    @Test
    void whatWasReadBeforeIsGoneAndTheTimelineIsThereOnce() throws Exception {
        var child = KillableProgram.start(Child.class, data(), "begin");
        var output = new StringBuilder();
        try (var lines = child.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.equals("reading")) {
                    assertThat(work()).as("what waits lies under no name").isEmpty();
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.onExit().join();
        assertThat(output).contains("reading").doesNotContain("ended");

        assertThat(KillableProgram.words(KillableProgram.start(Child.class, data(), "wait")))
                .contains("DONE " + LINES);
        assertThat(work()).isEmpty();
        try (var files = Files.list(data().resolve("vault"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("the log and its timeline")
                    .hasSize(2)
                    .allMatch(name -> name.matches("[0-9a-f-]{36}"));
        }
    }

    private List<Path> work() throws IOException {
        var work = data().resolve("work");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (var files = Files.list(work)) {
            return files.toList();
        }
    }

    private Path data() {
        return folder.resolve("daten");
    }

    /** The whole program, which begins an analysis, or waits until all have ended. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            var context = KillableProgram.run(arguments[0]);
            if (arguments[1].equals("begin")) {
                Acting.<Boolean, InterruptedException>as(KillableProgram.somebody(context), () -> begin(context));
            } else {
                await(context);
            }
            KillableProgram.OUT.println(KillableProgram.DONE);
            context.close();
        }

        private static boolean begin(ConfigurableApplicationContext context) throws InterruptedException {
            var log = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                log.append("2026-11-20T10:00:00Z srv-1 cron[9]: Ereignis ")
                        .append(i)
                        .append('\n');
            }
            var incident = KillableProgram.incident(context);
            var file = context.getBean(IncidentFiles.class)
                    .add(
                            incident.id(),
                            "syslog",
                            "",
                            new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)));
            var order = context.getBean(AnalysisOrders.class)
                    .record(
                            incident.id(),
                            new AnalysisOrders.Terms(
                                    "Was geschah?",
                                    "srv-1",
                                    Instant.parse("2026-11-01T00:00:00Z"),
                                    Instant.parse("2026-11-30T00:00:00Z"),
                                    "Landrätin Voss",
                                    Instant.parse("2026-11-21T00:00:00Z"),
                                    "Telefon",
                                    LocalDate.parse("2099-01-01")));
            var analyses = context.getBean(Analyses.class);
            var id = analyses.request(incident.id(), order, List.of(file.id()), "UTC", true);
            while (analyses.find(incident.id(), id).progress().files() == 0) {
                Thread.sleep(5);
            }
            Thread.sleep(300);
            KillableProgram.OUT.println("reading");
            Thread.sleep(60_000); // until it is killed
            KillableProgram.OUT.println("ended");
            return true;
        }

        private static void await(ConfigurableApplicationContext context) throws InterruptedException {
            for (var person : Acting.as(SignInJob.ACTOR, context.getBean(People.class)::all)) {
                var member = new Actor.Person(person.id(), person.name(), person.role());
                Acting.<Boolean, InterruptedException>as(member, () -> {
                    for (var incident : context.getBean(Incidents.class).list(Incidents.Filter.ALL)) {
                        var analyses = context.getBean(Analyses.class);
                        while (analyses.of(incident.id()).getFirst().state().open()) {
                            Thread.sleep(50);
                        }
                        var analysis = analyses.of(incident.id()).getFirst();
                        var kept = context.getBean(Timelines.class).of(incident.id());
                        KillableProgram.OUT.println(
                                analysis.state() + " " + kept.getFirst().span().events());
                    }
                    return true;
                });
            }
        }
    }
}
