package de.komcert.app.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A running embedded server. */
record Server(Postmaster postmaster, int port) {

    static final String ADDRESS = "127.0.0.1";

    /** Durable first, then small: the machine of a CERT of two people runs everything else as well. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", ADDRESS),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("max_connections", "40"),
            Map.entry("shared_buffers", "96MB"),
            Map.entry("huge_pages", "off"),
            Map.entry("work_mem", "8MB"),
            Map.entry("maintenance_work_mem", "32MB"),
            Map.entry("effective_cache_size", "512MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("min_wal_size", "32MB"),
            Map.entry("jit", "off"),
            // Neither helpers that idle nor parallel plans, which need more /dev/shm than a container has.
            Map.entry("io_method", "sync"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("max_parallel_maintenance_workers", "0"),
            // Nobody replicates an embedded server.
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_replication_slots", "0"),
            Map.entry("max_logical_replication_workers", "0"));

    // A server that was killed a moment ago may still hold its pid file, its shared memory or our port.
    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    /**
     * Starts a server and waits until it takes connections, which after a crash includes the recovery.
     *
     * @param deviations settings that differ from the durable ones
     */
    static Server start(Cluster cluster, Programs programs, ServerLog log, Map<String, String> deviations)
            throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = freePort();
            var process = programs.startServer(command(cluster.folder(), log, port, deviations), log.start());
            var server = new Server(new Postmaster(process.toHandle(), programs), port);
            if (server.becomesReady(cluster.folder())) {
                return server;
            }
            Waiting.pause(PAUSE);
        }
        throw new DatabaseUnavailable(
                "Der Datenbankserver in %s startet nicht: %s".formatted(cluster.folder(), log.reasonOfFailure()));
    }

    private static List<String> command(Path cluster, ServerLog log, int port, Map<String, String> deviations) {
        var settings = new TreeMap<>(SETTINGS);
        settings.putAll(log.settings());
        settings.putAll(deviations);
        settings.put("port", Integer.toString(port));
        // On the command line no setting made in the database can override them.
        var command = new ArrayList<>(List.of("-D", cluster.toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private boolean becomesReady(Path cluster) throws IOException {
        var ready = Optional.of(new PostmasterPid(postmaster.id(), port, true));
        try {
            for (var waited = Duration.ZERO; waited.compareTo(RECOVERY) < 0; waited = waited.plus(LOOK)) {
                if (PostmasterPid.read(cluster).equals(ready)) {
                    return true;
                }
                if (!postmaster.isAlive()) {
                    return false;
                }
                Waiting.pause(LOOK);
            }
            throw new DatabaseUnavailable(
                    "Der Datenbankserver in %s wird nicht bereit; sein Protokoll liegt daneben.".formatted(cluster));
        } catch (IOException | RuntimeException failure) {
            postmaster.stop();
            throw failure;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS))) {
            return socket.getLocalPort();
        }
    }
}
