package de.komcert.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The one command: which Java it takes, what it says where something is wrong, and what the demo prints. */
class LauncherTests {

    private static final Path LAUNCHER =
            Path.of("..", "komcert").toAbsolutePath().normalize();
    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    Path folder;

    private record Ended(int exit, String said, String complained) {}

    private Ended run(Path launcher, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var complaints = folder.resolve("complaints");
        var builder = new ProcessBuilder(launcher.toString())
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile());
        builder.command().addAll(List.of(words));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(complaints));
    }

    /** A folder that looks like a JDK of that version. */
    private Path jdk(String version) throws IOException {
        var jdk = folder.resolve("jdk-" + version);
        var tools = Files.createDirectories(jdk.resolve("bin"));
        for (var tool : List.of("java", "javac")) {
            Files.writeString(tools.resolve(tool), "#!/bin/sh\nexit 1\n");
            assertThat(tools.resolve(tool).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    @Test
    void anOlderJavaOnThePathAndInJavaHomeIsPassedOver() throws Exception {
        var old = jdk("17.0.9");

        var found = run(LAUNCHER, Map.of("JAVA_HOME", old.toString(), "PATH", old + "/bin:" + TOOLS), "jdk");

        assertThat(found.exit()).as(found.complained()).isZero();
        var release = Files.readString(Path.of(found.said().strip()).resolve("release"));
        assertThat(release).containsPattern("JAVA_VERSION=\"(2[5-9]|[3-9]\\d)");
    }

    @Test
    void aNewEnoughOneInJavaHomeIsTakenFirst() throws Exception {
        var newer = jdk("99");

        var found = run(LAUNCHER, Map.of("JAVA_HOME", newer.toString()), "jdk");

        assertThat(found.said().strip()).isEqualTo(newer.toString());
    }

    @Test
    void whereThereIsNoneOneSentenceSaysHowToGetIt() throws Exception {
        var choosy = folder.resolve("komcert");
        Files.writeString(choosy, Files.readString(LAUNCHER).replace("oldest_java=25", "oldest_java=999"));
        assertThat(choosy.toFile().setExecutable(true)).isTrue();

        var refused =
                run(choosy, Map.of(), "demo", "--data", folder.resolve("daten").toString());

        assertThat(refused.exit()).isEqualTo(69);
        assertThat(refused.complained().strip().lines()).hasSize(1);
        assertThat(refused.complained()).contains("Es fehlt ein JDK ab Version 999", "apt install", "JAVA_HOME");
    }

    @ParameterizedTest
    @CsvSource({
        "demo --port nein, »nein« ist kein Port",
        "demo --port 70000, »70000« ist kein Port",
        "demo --port, Nach --port fehlt die Angabe",
        "serve --data=, Nach --data fehlt der Ordner",
        "demo --poort 80, »--poort« ist hier nicht bekannt",
        "check --schnell, »check« kennt nur --long",
        "try app, So lässt sich eine Testklasse ausführen"
    })
    void whatIsCalledWronglySaysInOneSentenceHowItGoes(String call, String sentence) throws Exception {
        var refused = run(LAUNCHER, Map.of(), call.split(" "));

        assertThat(refused.exit()).isEqualTo(64);
        assertThat(refused.complained().strip().lines()).hasSize(1);
        assertThat(refused.complained()).contains(sentence);
        assertThat(folder.resolve("daten")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "Assumption failed: ../shared/data/sigma is not there, false, '', 0",
        "Assumption failed: ../shared/data/sigma is not there, true, '', 1",
        "due to: [real data in ../shared/data/evtx beside the repository], false, '', 0",
        "due to: [the program /usr/sbin/nginx], true, '', 1",
        "due to: [the program /usr/sbin/nginx], false, /usr/sbin/apache2 /usr/sbin/nginx, 0",
        "due to: [the program /usr/sbin/nginx], true, /usr/sbin/nginx-light, 1",
        "due to: nothing in particular, false, '', 1"
    })
    void theLongCheckFailsWhereATestWasSkippedThatLacksNothing(
            String said, boolean sharedDataIsThere, String absentPrograms, int exit) throws Exception {
        var tree = Files.createDirectories(folder.resolve("komcert"));
        var launcher = Files.copy(LAUNCHER, tree.resolve("komcert"));
        Files.createFile(tree.resolve("pom.xml"));
        if (sharedDataIsThere) {
            Files.createDirectories(folder.resolve("shared").resolve("data"));
        }
        Files.writeString(folder.resolve("report"), """
                <testsuite>
                  <testcase name="one" classname="de.komcert.cli.RealTests" time="0.1"/>
                  <testcase name="another(int)[2]" classname="de.komcert.cli.RealTests" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException:
                assumption was not met %s
                Expecting path:
                	at de.komcert.cli.SharedData.folder(SharedData.java:20)
                ]]></skipped>
                  </testcase>
                </testsuite>
                """.formatted(said));
        var tools = Files.createDirectories(folder.resolve("tools"));
        Files.writeString(tools.resolve("mvn"), """
                #!/bin/sh
                mkdir -p cli/target/surefire-reports app/target/dist
                cp ../report cli/target/surefire-reports/TEST-de.komcert.cli.RealTests.xml
                touch app/target/dist/built
                """);
        Files.writeString(tools.resolve("npm"), "#!/bin/sh\n");
        for (var tool : List.of("mvn", "npm")) {
            assertThat(tools.resolve(tool).toFile().setExecutable(true)).isTrue();
        }

        var ended = run(
                launcher,
                Map.of(
                        "JAVA_HOME",
                        jdk("99").toString(),
                        "KOMCERT_ABSENT",
                        absentPrograms,
                        "PATH",
                        tools + ":" + TOOLS),
                "check",
                "--long");

        assertThat(ended.exit()).as(ended.complained()).isEqualTo(exit);
        if (exit == 1) {
            assertThat(ended.complained())
                    .contains("Übersprungene Tests gelten hier als fehlgeschlagen")
                    .contains("de.komcert.cli.RealTests.another(int)[2]: " + said.replaceFirst(".*?: ", ""))
                    .doesNotContain("RealTests.one", "Expecting");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithAnotherOne() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var refused = run(
                    LAUNCHER,
                    Map.of("KOMCERT_PORT", port),
                    "demo",
                    "--data",
                    folder.resolve("daten").toString());

            assertThat(refused.exit()).isEqualTo(69);
            assertThat(refused.complained()).contains("Auf Port " + port + " läuft schon ein Programm", "--port ");
            assertThat(folder.resolve("daten")).doesNotExist();
        }
    }

    @Test
    void theDemoPrintsWhatItWritesForScriptsAndTakesPlaceAndPortFromTheEnvironment() throws Exception {
        var data = folder.resolve("Daten für Grün");
        try (var demo = RunningDemo.startByEnvironment(LAUNCHER, data)) {
            var written = demo.accounts();
            var printed = demo.output();
            assertThat(printed).contains("KomCERT läuft: " + demo.address(), written.apiToken());
            assertThat(written.accounts())
                    .hasSizeGreaterThan(4)
                    .allSatisfy(account -> assertThat(printed)
                            .contains(
                                    account.role(),
                                    account.name(),
                                    account.login(),
                                    account.password(),
                                    account.codes().getFirst()));
            assertThat(written.apiTokenOf()).isEqualTo(written.as("ANALYST").login());
        }
    }
}
