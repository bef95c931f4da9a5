package de.komcert.archive;

/** How much an archive may unpack to. Logs pack well, so only what is large may not grow beyond measure. */
final class Budget {

    private static final int MOST_TIMES = 200;
    private static final long LARGE_FILE = 256L << 20;
    private static final long LARGE_ARCHIVE = 1L << 30;

    private final long size;
    private long unpacked;

    /** @param size bytes of the archive */
    Budget(long size) {
        this.size = size;
    }

    /** Whether a file may go on; {@code more} bytes were just unpacked. */
    boolean allows(int more, long ofFile, long packed) {
        unpacked += more;
        return (ofFile <= LARGE_FILE || ofFile / MOST_TIMES <= packed)
                && (unpacked <= LARGE_ARCHIVE || unpacked / MOST_TIMES <= size);
    }
}
