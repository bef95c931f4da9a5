/** Finds logs, reads them by several threads and holds them against rules. */
module de.komcert.logs {
    requires transitive de.komcert.traces;
    requires de.komcert.archive;
    requires static org.jspecify;

    exports de.komcert.logs;
}
