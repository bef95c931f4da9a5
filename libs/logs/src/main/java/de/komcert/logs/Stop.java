package de.komcert.logs;

/** Tells whether long work is to break off. It is asked often, and by several threads. */
@FunctionalInterface
public interface Stop {

    /** The work goes on to its end. */
    Stop NEVER = () -> false;

    boolean isWanted();

    /** Goes on, unless the work is to break off. */
    default void check() throws Stopped {
        if (isWanted()) {
            throw new Stopped();
        }
    }
}
