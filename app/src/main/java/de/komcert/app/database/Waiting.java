package de.komcert.app.database;

import java.time.Duration;

/** Short waits during start and stop that end at once when the thread is asked to stop. */
final class Waiting {

    private Waiting() {}

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Der Start der Datenbank wurde abgebrochen.", asked);
        }
    }
}
