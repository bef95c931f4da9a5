/** Reads Windows event logs. */
module de.komcert.evtx {
    requires static org.jspecify;

    exports de.komcert.evtx;
}
