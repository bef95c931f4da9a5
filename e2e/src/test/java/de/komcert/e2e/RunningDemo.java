package de.komcert.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A Lagezentrum with the demo district, started as a user starts it: by the launcher, as a process of its own. */
final class RunningDemo implements AutoCloseable {

    // The launcher builds what is missing, so a very first start may take as long as a build.
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path LAUNCHER = Path.of("..", "komcert");
    private static final Pattern SET_UP = Pattern.compile("/einrichten\\?\\S+");

    private final Process process;
    private final Path data;
    private final Path output;
    private final URI address;

    private RunningDemo(Process process, Path data, Path output, URI address) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.address = address;
    }

    /** Starts the demo on a data folder and returns once a browser can use it. */
    static RunningDemo start(Path data) throws IOException, InterruptedException {
        return start(data, Map.of());
    }

    /** The same with further settings, as the environment gives them. */
    static RunningDemo start(Path data, Map<String, String> settings) throws IOException, InterruptedException {
        var demo = begin("demo", freePort(), data, settings);
        demo.await(demo::saysHowToGetIn);
        return demo;
    }

    /** The same, by another launcher, and with place and port as the environment gives them. */
    static RunningDemo startByEnvironment(Path launcher, Path data) throws IOException, InterruptedException {
        var port = freePort();
        var environment = Map.of("KOMCERT_PORT", String.valueOf(port), "KOMCERT_DATA", data.toString());
        var demo = begin(List.of(launcher.toString(), "demo"), port, data, environment);
        demo.await(demo::saysHowToGetIn);
        return demo;
    }

    /** Starts a Lagezentrum in which nobody has an account yet. */
    static RunningDemo serveFresh(Path data) throws IOException, InterruptedException {
        var server = begin("serve", data);
        server.await(() -> server.output().contains("/einrichten?"));
        return server;
    }

    /** Starts one and does not wait for anything. */
    static RunningDemo begin(String command, Path data) throws IOException {
        return begin(command, freePort(), data, Map.of());
    }

    private static RunningDemo begin(String command, int port, Path data, Map<String, String> settings)
            throws IOException {
        var words = List.of(LAUNCHER.toString(), command, "--port", String.valueOf(port), "--data", data.toString());
        return begin(words, port, data, settings);
    }

    private static RunningDemo begin(List<String> words, int port, Path data, Map<String, String> settings)
            throws IOException {
        var output = Files.createTempFile(Files.createDirectories(Path.of("target", "demo")), "", ".log");
        // A session of its own, as a terminal gives it: Ctrl-C there reaches every process of the group. The
        // signal's default is restored since whoever started this test in the background had it ignored.
        var process = new ProcessBuilder("env", "--default-signal=INT", "setsid")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.command().addAll(words);
        process.environment().putAll(settings);
        return new RunningDemo(process.start(), data, output, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(BooleanSupplier ready) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!(answersLogin() && ready.getAsBoolean())) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                process.destroy();
                throw new AssertionError("it shows no first page; it said:\n" + output());
            }
            Thread.sleep(100);
        }
    }

    /** What it has said so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The address that was printed for whoever sets up a Lagezentrum in which nobody has an account. */
    String setUpPage() {
        var printed = SET_UP.matcher(output());
        assertThat(printed.find()).as("the printed address").isTrue();
        return printed.group();
    }

    private boolean answersLogin() throws InterruptedException {
        var login = HttpRequest.newBuilder(address.resolve("/login")).timeout(Duration.ofSeconds(10));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(login.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** An earlier start may have left a file with its own address. */
    private boolean saysHowToGetIn() {
        return Files.exists(DemoAccounts.file(data)) && accounts().address().equals(address);
    }

    URI address() {
        return address;
    }

    DemoAccounts accounts() {
        return DemoAccounts.in(data);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processes of the embedded database that run right now. */
    List<Long> databaseProcesses() {
        return DatabaseProcesses.below(data);
    }

    /** Presses Ctrl-C in the demo's terminal. */
    void interrupt() throws IOException, InterruptedException {
        signal("INT", "-" + process.pid());
        awaitEnd();
    }

    /** Kills the server as a power failure would, and leaves its database without a parent. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it once more after its end: on the same data, at the same address. */
    RunningDemo startAgain() throws IOException, InterruptedException {
        var demo = begin("demo", address.getPort(), data, Map.of());
        demo.await(demo::saysHowToGetIn);
        return demo;
    }

    /** Kills every process of the database as the kernel does when memory runs out. */
    void killDatabase() {
        databaseProcesses().forEach(process -> ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Ends the demo as a service manager does, and insists that nothing of it survives. */
    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertThat(databaseProcesses())
                .as("database processes that outlive the demo")
                .isEmpty();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the demo ends").isTrue();
    }

    private static void signal(String name, String target) throws IOException, InterruptedException {
        var kill =
                new ProcessBuilder("kill", "-s", name, "--", target).inheritIO().start();
        assertThat(kill.waitFor()).as("exit code of kill").isZero();
    }
}
