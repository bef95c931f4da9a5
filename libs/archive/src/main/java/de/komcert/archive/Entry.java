package de.komcert.archive;

import java.time.Instant;

/**
 * What an archive says of a file in it.
 *
 * @param name as it stands there
 * @param header where its local header is
 * @param packed bytes of its data, {@link #UNKNOWN} where only the data themselves tell
 * @param size bytes when unpacked, or {@link #UNKNOWN}
 * @param crc the CRC-32 when unpacked, or {@link #UNKNOWN}
 * @param modified when the file was last changed, as far as the archive knows
 */
record Entry(
        String name, long header, long packed, long size, int method, boolean isEncrypted, long crc, Instant modified) {

    static final long UNKNOWN = -1;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean isFolder() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    boolean isReadable() {
        return !isEncrypted && (method == STORED && packed != UNKNOWN || method == DEFLATED);
    }
}
