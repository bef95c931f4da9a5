package de.komcert.e2e;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The logs of two servers. On the first one a password is guessed at night, somebody gets in and tries sudo; its clock is
 * wrong, and some days before it wrote nothing. The second one only writes much.
 */
record NightLogs(Instant night) {

    static final String HOST = "wahl-web01";
    static final String OTHER_HOST = "wahl-db01";
    static final String PERSON = "m.kessler";
    static final String ATTACKER = "203.0.113.77";

    /** How far the clock of the first server is ahead. */
    static final Duration AHEAD = Duration.ofMinutes(62);

    private static final int FIRST_DAY = 27;
    private static final int SILENT_FROM = 16;
    private static final int SILENT_TO = 9;
    static final int GUESSES = 12;

    static NightLogs ofYesterday() {
        return new NightLogs(Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(1, ChronoUnit.DAYS)
                .plus(2, ChronoUnit.HOURS));
    }

    /** When somebody gets in, as the log says. */
    Instant signedIn() {
        return night.plusSeconds(5 * GUESSES + 10);
    }

    /** When somebody tries sudo, likewise. */
    Instant triedSudo() {
        return signedIn().plusSeconds(60);
    }

    /** The first server's log. */
    Path first(Path folder) throws IOException {
        var file = folder.resolve("auth.log");
        try (var log = Files.newBufferedWriter(file)) {
            for (int day = FIRST_DAY; day > 0; day--) {
                if (day > SILENT_FROM || day < SILENT_TO) {
                    line(
                            log,
                            night.minus(day, ChronoUnit.DAYS),
                            HOST,
                            "sshd[640]: Server listening on 0.0.0.0 port 22.");
                }
            }
            for (int guess = 0; guess < GUESSES; guess++) {
                line(log, night.plusSeconds(5L * guess), HOST, signingIn("Failed", 50_000 + guess));
            }
            line(log, signedIn(), HOST, signingIn("Accepted", 50_999));
            line(
                    log,
                    triedSudo(),
                    HOST,
                    "sudo: " + PERSON + " : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/" + PERSON
                            + " ; USER=root ; COMMAND=/bin/bash");
        }
        return file;
    }

    /** How many lines the first server's log has. */
    static int linesOfFirst() {
        return FIRST_DAY - (SILENT_FROM - SILENT_TO + 1) + GUESSES + 2;
    }

    private static String signingIn(String outcome, int port) {
        return "sshd[812]: %s password for %s from %s port %d ssh2".formatted(outcome, PERSON, ATTACKER, port);
    }

    /** The second server's log, so many lines within the two days before the night, so that reading them takes a while. */
    Path second(Path folder, int lines) throws IOException {
        var file = folder.resolve("syslog");
        var between = Duration.ofDays(2).dividedBy(lines);
        var time = night.minus(2, ChronoUnit.DAYS);
        try (var log = Files.newBufferedWriter(file)) {
            for (int number = 0; number < lines; number++) {
                time = time.plus(between);
                line(
                        log,
                        time,
                        OTHER_HOST,
                        "postgres[99]: duration: " + number % 977 + " ms  statement: select " + number);
            }
        }
        return file;
    }

    private static void line(Writer log, Instant time, String host, String message) throws IOException {
        log.write(time.truncatedTo(ChronoUnit.MILLIS) + " " + host + " " + message + "\n");
    }
}
