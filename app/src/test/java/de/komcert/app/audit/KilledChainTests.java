package de.komcert.app.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several write into journals at once while the program is killed, at times its database first: whatever was acknowledged
 * is there afterwards, and every chain verifies.
 */
class KilledChainTests {

    private static final int ROUNDS = Integer.getInteger("komcert.rounds", 3);
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int MOST_LINKS = 300;

    private static final String ACKNOWLEDGED = "acknowledged ";
    private static final String FOUND = "found ";
    private static final String DAMAGED = "damaged ";
    private static final String LOOKED_AT_ALL = "looked at all";

    @TempDir
    Path data;

    @Test
    void everyAcknowledgedLinkIsThereAndEveryChainVerifies() throws Exception {
        System.out.println("komcert.seed=" + SEED + " komcert.rounds=" + ROUNDS);
        var random = new Random(SEED);
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round <= ROUNDS; round++) {
            var said = wordsOfAKilledProgram(1 + random.nextInt(MOST_LINKS), random.nextBoolean());

            assertThat(said).as("round %d, seed %d", round, SEED).contains(LOOKED_AT_ALL);
            assertThat(said).as("round %d, seed %d", round, SEED).noneMatch(line -> line.startsWith(DAMAGED));
            assertThat(after(FOUND, said))
                    .as("round %d, seed %d", round, SEED)
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged);
            acknowledged.addAll(after(ACKNOWLEDGED, said));
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    private static List<String> after(String word, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    /** Kills the program when it has acknowledged so many links, and gives all it said up to its last word. */
    private List<String> wordsOfAKilledProgram(int links, boolean databaseFirst) throws IOException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        var said = new ArrayList<String>();
        try (var lines = child.inputReader()) {
            int left = links;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith(ACKNOWLEDGED) && --left == 0) {
                    if (databaseFirst) {
                        server().destroyForcibly();
                    }
                    child.toHandle().destroyForcibly(); // through the handle, or its last words would be thrown away
                }
            }
        } finally {
            child.toHandle().destroyForcibly();
            child.onExit().join();
        }
        return said;
    }

    private ProcessHandle server() throws IOException {
        var file = data.toRealPath().resolve("postgres/cluster/postmaster.pid");
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                .orElseThrow();
    }

    /** The database, who may see what, and the chains; nothing else of the program. */
    @Configuration
    @ImportAutoConfiguration({
        FlywayAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan("de.komcert.app.database")
    @ComponentScan(
            basePackages = "de.komcert.app.access",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(ActorTransactions|Compartments)"))
    @Import({Chain.class, Anchors.class})
    static class Parts {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    /** In a program of its own: looks at every link there is, and then writes until it is killed. */
    static final class Writing {

        private static final Actor WRITER = new Actor.Person(
                new PersonId(UUID.fromString("5c8b2a6e-7e0f-4f0e-9a64-0f8a7a3f6c11")), "Milena Grothe", Role.ANALYST);
        private static final int WRITERS = 3;

        private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        private final Chain chain;
        private final Compartments compartments;
        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        private Writing(ConfigurableApplicationContext program) {
            this.chain = program.getBean(Chain.class);
            this.compartments = program.getBean(Compartments.class);
            this.jdbc = program.getBean(JdbcClient.class);
            this.transaction = program.getBean(TransactionTemplate.class);
        }

        public static void main(String[] arguments) throws Exception {
            var program = new SpringApplicationBuilder(Parts.class)
                    .web(WebApplicationType.NONE)
                    .run("--komcert.data=" + arguments[0], "--komcert.database.schemas=access,audit");
            var writing = new Writing(program);
            Acting.run(WRITER, () -> {
                writing.compartments.open(List.of());
                writing.lookAtAll();
            });
            OUT.println(LOOKED_AT_ALL);
            writing.write();
        }

        private List<CompartmentId> all() {
            return transaction.execute(_ -> jdbc.sql("select id from access.compartment order by id")
                    .query((row, _) -> new CompartmentId(row.getObject("id", UUID.class)))
                    .list());
        }

        private void lookAtAll() {
            for (var compartment : all()) {
                chain.links(compartment).forEach(link -> OUT.println(FOUND + compartment + " " + link.body()));
                if (chain.verify(compartment) instanceof Verification.Broken broken) {
                    OUT.println(DAMAGED + compartment + " " + broken);
                }
            }
        }

        /** Each into all chains by turns, so that they meet at the ends. */
        private void write() throws InterruptedException {
            var into = Acting.as(WRITER, this::all);
            var forever = new CountDownLatch(1);
            for (int writer = 0; writer < WRITERS; writer++) {
                var name = writer;
                Thread.ofPlatform()
                        .start(() -> Acting.run(WRITER, () -> {
                            for (int i = 0; ; i++) {
                                var compartment = into.get(i % into.size());
                                var body = name + "-" + UUID.randomUUID();
                                chain.append(compartment, body);
                                OUT.println(ACKNOWLEDGED + compartment + " " + body);
                            }
                        }));
            }
            forever.await();
        }
    }
}
