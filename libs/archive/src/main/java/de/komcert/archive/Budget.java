package de.komcert.archive;

/** How much an archive or a file may unpack to. Logs pack well, so only what is large may not grow beyond measure. */
final class Budget {

    private static final int MOST_TIMES = 200;
    private static final long LARGE_FILE = 256L << 20;
    private static final long LARGE_ARCHIVE = 1L << 30;

    private final long size;
    private final long largeFile;
    private long unpacked;

    private Budget(long size, long largeFile) {
        this.size = size;
        this.largeFile = largeFile;
    }

    /** @param size bytes of the archive */
    static Budget ofArchive(long size) {
        return new Budget(size, LARGE_FILE);
    }

    /** That of a file by itself. It may grow as an archive may, since nothing of it is kept. */
    static Budget ofFile() {
        return new Budget(Long.MAX_VALUE, LARGE_ARCHIVE);
    }

    /** Whether a file may go on; {@code more} bytes were just unpacked. */
    boolean allows(int more, long ofFile, long packed) {
        unpacked += more;
        return (ofFile <= largeFile || ofFile / MOST_TIMES <= packed)
                && (unpacked <= LARGE_ARCHIVE || unpacked / MOST_TIMES <= size);
    }
}
