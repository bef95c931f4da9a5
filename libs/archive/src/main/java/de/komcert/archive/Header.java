package de.komcert.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/** Reads the header of a file, from the directory or where its data are. */
final class Header {

    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int LOCAL_SIZE = 30;
    static final int CENTRAL_SIZE = 46;

    private static final int MOST_VERSION = 99;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_BEHIND = 8;
    private static final int ZIP64 = 1;
    private static final int UNIX_TIME = 0x5455;
    private static final long ELSEWHERE = 0xffffffffL;
    private static final Charset DOS = Charset.forName("IBM437");

    private final Bytes bytes;

    Header(Bytes bytes) {
        this.bytes = bytes;
    }

    /** An entry and where what follows it begins. */
    record Found(Entry entry, long next) {}

    /** The entry of the directory at this place; null where there is none. */
    @Nullable
    Found central(long at) throws IOException {
        var fixed = read(at, CENTRAL_SIZE);
        if (fixed.limit() < CENTRAL_SIZE || fixed.getInt(0) != CENTRAL) {
            return null;
        }
        int extra = fixed.getShort(30) & 0xffff;
        var rest = read(at + CENTRAL_SIZE, (fixed.getShort(28) & 0xffff) + extra);
        var entry = entry(fixed, 6, rest, extra, fixed.getInt(42) & ELSEWHERE);
        return new Found(entry, at + CENTRAL_SIZE + rest.limit() + (fixed.getShort(32) & 0xffff));
    }

    /** The file whose local header is at this place and plausible, with the place of its data; null where there is none. */
    @Nullable
    Found local(long at) throws IOException {
        var fixed = read(at, LOCAL_SIZE);
        if (fixed.limit() < LOCAL_SIZE
                || fixed.getInt(0) != LOCAL
                || (fixed.getShort(4) & 0xff) > MOST_VERSION
                || fixed.getShort(26) == 0) {
            return null;
        }
        int extra = fixed.getShort(28) & 0xffff;
        int length = (fixed.getShort(26) & 0xffff) + extra;
        var rest = read(at + LOCAL_SIZE, length);
        return rest.limit() < length
                ? null
                : new Found(entry(fixed, 4, rest, extra, at), at + LOCAL_SIZE + rest.limit());
    }

    private static Entry entry(ByteBuffer fixed, int from, ByteBuffer rest, int extraLength, long header) {
        int flags = fixed.getShort(from + 2);
        boolean isLater = (flags & SIZES_BEHIND) != 0;
        long crc = fixed.getInt(from + 10) & ELSEWHERE;
        long packed = fixed.getInt(from + 14) & ELSEWHERE;
        long size = fixed.getInt(from + 18) & ELSEWHERE;
        var modified = dosTime(fixed.getShort(from + 6) & 0xffff, fixed.getShort(from + 8) & 0xffff);
        var extras = rest.slice(rest.limit() - Math.min(extraLength, rest.limit()), Math.min(extraLength, rest.limit()))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (extras.remaining() >= 4) {
            int id = extras.getShort() & 0xffff;
            int length = Math.min(extras.getShort() & 0xffff, extras.remaining());
            var field = extras.slice(extras.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extras.position(extras.position() + length);
            if (id == ZIP64) {
                size = size == ELSEWHERE && field.remaining() >= 8 ? field.getLong() : size;
                packed = packed == ELSEWHERE && field.remaining() >= 8 ? field.getLong() : packed;
                header = header == ELSEWHERE && field.remaining() >= 8 ? field.getLong() : header;
            } else if (id == UNIX_TIME && field.remaining() >= 5 && (field.get() & 1) != 0) {
                modified = Instant.ofEpochSecond(field.getInt());
            }
        }
        boolean isOpen = isLater && packed == 0 && size == 0 || packed < 0 || size < 0;
        var name = new byte[Math.max(0, rest.limit() - extraLength)];
        rest.get(0, name);
        return new Entry(
                Names.text(name, DOS),
                header,
                isOpen ? Entry.UNKNOWN : packed,
                isOpen ? Entry.UNKNOWN : size,
                fixed.getShort(from + 4) & 0xffff,
                (flags & ENCRYPTED) != 0,
                isOpen ? Entry.UNKNOWN : crc,
                modified);
    }

    private static Instant dosTime(int time, int date) {
        try {
            return LocalDateTime.of(
                            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        var buffer = new byte[length];
        int count = at < 0 ? 0 : bytes.read(at, buffer, 0, length);
        return ByteBuffer.wrap(buffer, 0, count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
