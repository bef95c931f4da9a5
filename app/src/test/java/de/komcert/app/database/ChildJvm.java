package de.komcert.app.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A second program that uses the embedded server, to be killed in the middle of its work. */
record ChildJvm(Process process, BufferedReader output) {

    private static final String ACKNOWLEDGED = "acknowledged ";

    static ChildJvm start(Path data) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildJvm.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        return new ChildJvm(process, process.inputReader());
    }

    /** Commits one number after the other and says so after each. */
    public static void main(String[] arguments) throws Exception {
        var server = TestPostgres.startDurable(Path.of(arguments[0]));
        Rows.create(server.access());
        var all = Rows.all(server.access());
        int next = all.isEmpty() ? 1 : all.getLast() + 1;
        try (var connection = server.access().connect(server.access().owner())) {
            for (int id = next; ; id++) {
                Rows.add(connection, id);
                System.out.println(ACKNOWLEDGED + id);
            }
        }
    }

    /** Through the handle: the process itself would throw its last words away. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    Stream<String> lines() {
        return output.lines();
    }

    Stream<Integer> acknowledged() {
        return lines().filter(line -> line.startsWith(ACKNOWLEDGED))
                .map(line -> Integer.valueOf(line.substring(ACKNOWLEDGED.length())));
    }
}
