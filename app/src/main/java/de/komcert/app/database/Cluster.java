package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The data of the embedded server: made once, then only ever started. */
record Cluster(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /**
     * Creates the data directory if there is none, with passwords and checksums from the first page on.
     *
     * <p>Text is UTF-8 and sorted by German rules, and full text search reads German.
     */
    void createIfMissing(Programs programs, DatabaseAccess.Login superuser) throws IOException {
        if (Files.isDirectory(folder)) {
            refuseOtherVersion(programs);
            programs.account().entrust(folder);
            return;
        }
        var partial = folder.resolveSibling("cluster.partial");
        FileSystemUtils.deleteRecursively(partial);
        OwnerOnly.folder(partial);
        // Some accounts may enter no other folder of ours, so the password lies in this one.
        var password = OwnerOnly.file(partial.resolve("password"));
        try {
            Files.writeString(password, superuser.password());
            programs.account().entrust(partial);
            var made = programs.run(
                    "initdb",
                    "--pgdata=" + partial.resolve("data"),
                    "--username=" + superuser.name(),
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--data-checksums",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=icu",
                    "--icu-locale=de-DE",
                    "--text-search-config=german");
            if (!made.succeeded()) {
                throw new DatabaseUnavailable(
                        "Die Datenbank in %s lässt sich nicht anlegen: %s".formatted(folder, made.lastLine()));
            }
        } finally {
            Files.delete(password);
        }
        Durable.rename(partial.resolve("data"), folder);
        FileSystemUtils.deleteRecursively(partial);
    }

    /**
     * Ends the server that a killed Lagezentrum has left behind.
     *
     * <p>It is never adopted: it may run with other settings or other programs than ours.
     */
    void stopLeftOver(Programs programs) throws IOException {
        var leftOver = Postmaster.of(folder, programs);
        if (leftOver.isPresent()) {
            LOG.warn(
                    "Ein übrig gebliebener Datenbankserver (Prozess {}) wird beendet.",
                    leftOver.get().id());
            leftOver.get().stop();
        } else {
            // No server of this cluster: the number in the file is free or belongs to somebody else, and in the
            // second case PostgreSQL would refuse to start. Should processes of a killed server still be alive,
            // it finds their shared memory all the same.
            Files.deleteIfExists(PostmasterPid.file(folder));
        }
    }

    private void refuseOtherVersion(Programs programs) throws IOException {
        var stored = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!stored.equals(programs.majorVersion())) {
            throw new DatabaseUnavailable(
                    ("Die Daten in %s gehören zu PostgreSQL %s, beigelegt ist %s; spielen Sie eine Sicherung"
                                    + " in ein neues Datenverzeichnis ein.")
                            .formatted(folder, stored, programs.version()));
        }
    }
}
