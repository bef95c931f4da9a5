package de.komcert.app.incident;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import de.komcert.app.Lagezentrum;
import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program in a process of its own, with its own database, so that it can be killed. */
public final class KillableProgram {

    /** What a child says last when it was not killed. */
    public static final String DONE = "done";

    /** Where a child speaks to its test. */
    public static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private KillableProgram() {}

    /** Starts a class of a test, with the folder of data and what it shall do. */
    public static Process start(Class<?> child, Path data, String work) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-Dkomcert.rules=" + System.getProperty("komcert.rules", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        child.getName(),
                        data.toString(),
                        work)
                .redirectErrorStream(true)
                .start();
    }

    /** All that a child says that runs to its end. */
    public static List<String> words(Process child) throws IOException {
        List<String> output;
        try (var lines = child.inputReader()) {
            output = lines.lines().toList();
        }
        child.onExit().join();
        assertThat(output).as("the program's words").contains(DONE);
        return output;
    }

    /** All that a child says which is killed after so many lines with this beginning; what it said meanwhile counts too. */
    public static List<String> wordsOfKilled(Process child, String beginning, int count) throws IOException {
        var output = new ArrayList<String>();
        int said = 0;
        try (var lines = child.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith(beginning) && ++said == count) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.onExit().join();
        assertThat(said).as(String.join("\n", output)).isGreaterThanOrEqualTo(count);
        return output;
    }

    /** What follows this beginning in the lines that have it. */
    public static List<String> after(String beginning, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    /** In the child: the program on this folder. */
    public static ConfigurableApplicationContext run(String data) {
        return new SpringApplicationBuilder(Lagezentrum.class)
                .run("--komcert.data=" + data, "--server.port=0", "--komcert.database.url=");
    }

    /** In the child: somebody new who works in it. */
    public static Actor.Person somebody(ConfigurableApplicationContext program) {
        var people = program.getBean(People.class);
        return Acting.as(SignInJob.ACTOR, () -> {
            var login = "grothe-" + UUID.randomUUID().toString().substring(0, 8);
            var id = people.create(new NewPerson(login, "Milena Grothe", Role.ANALYST, "Wolke Tasse Bagger Harz"));
            return new Actor.Person(id, "Milena Grothe", Role.ANALYST);
        });
    }

    /** In the child: an incident that whoever acts has just opened. */
    public static Incident incident(ConfigurableApplicationContext program) {
        var call = new Call("", "", "", null, "", false);
        var report = program.getBean(Reports.class).begin(call, false);
        return program.getBean(Incidents.class).open(report.id(), Cases.PLAYBOOK, "Abbruch");
    }
}
