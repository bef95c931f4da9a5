/** Reads traces as events that rules can be held against. */
module de.komcert.traces {
    requires transitive de.komcert.evtx;
    requires transitive de.komcert.sigma;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports de.komcert.traces;
    exports de.komcert.traces.census;
    exports de.komcert.traces.cloud;
    exports de.komcert.traces.json;
    exports de.komcert.traces.linux;
    exports de.komcert.traces.web;
    exports de.komcert.traces.windows;
}
