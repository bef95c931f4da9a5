package de.komcert.cli.run;

/** How a run ended, for scripts; the numbers from 64 on are those of sysexits.h. */
public enum Exit {
    /** Everything named was read, whatever was found in it. */
    OK(0),
    /** There was a hit of the level given with --alarm, or a higher one. */
    ALARM(10),
    /** Called wrongly. */
    USAGE(64),
    /** Not one rule could be loaded. */
    NO_RULES(65),
    /** Something that was named is not there or cannot be opened; the rest was read. */
    NO_INPUT(66),
    /** A defect of this program. */
    DEFECT(70),
    /** An output file cannot be created. */
    CANNOT_CREATE(73),
    /** Writing the result failed. */
    CANNOT_WRITE(74);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
