/** Reads traces as events that rules can be held against. */
module de.komcert.traces {
    requires transitive de.komcert.evtx;
    requires transitive de.komcert.sigma;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports de.komcert.traces;
    exports de.komcert.traces.census;
}
