package de.komcert.logs;

/** Something that waits for its turn. */
public interface Weighed {

    /** About how many bytes it takes while it waits. */
    default int weight() {
        return 512;
    }
}
