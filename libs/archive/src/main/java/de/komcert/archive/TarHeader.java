package de.komcert.archive;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a tar archive says of a file before its data.
 *
 * @param size bytes of its data
 * @param type what kind of file it is
 */
record TarHeader(String name, long size, Instant modified, char type) {

    static final int BLOCK = 512;

    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int SUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int NUMBER = 12;
    private static final long MOST = 1L << 53;
    private static final Charset OLDER = StandardCharsets.ISO_8859_1;

    /** Whether something may be one that begins so. */
    static boolean hasMagic(byte[] head) {
        return head.length >= MAGIC + 5 && new String(head, MAGIC, 5, OLDER).equals("ustar");
    }

    /** The header in this block; null where its checksum or its numbers are wrong. */
    static @Nullable TarHeader of(byte[] block) {
        long size = number(block, SIZE, NUMBER);
        if (size < 0 || number(block, SUM, 8) != sum(block)) {
            return null;
        }
        var name = text(block, 0, 100);
        // GNU's own form has other things where the others have the beginning of a long path.
        boolean hasPrefix = block[MAGIC + 5] == 0 && block[PREFIX] != 0;
        long modified = number(block, TIME, NUMBER);
        return new TarHeader(
                hasPrefix ? text(block, PREFIX, 155) + "/" + name : name,
                size,
                Instant.ofEpochSecond(Math.max(0, modified)),
                (char) (block[TYPE] & 0xff));
    }

    /** The same file with what stands in records of its own. */
    TarHeader with(TarRecords said) {
        return new TarHeader(
                said.text("path", name), said.size(size), said.modified(modified), said.isSparse() ? 'S' : type);
    }

    boolean isFile() {
        return (type == '0' || type == 0 || type == '7') && !isFolder();
    }

    boolean isFolder() {
        return type == '5' || name.endsWith("/");
    }

    /** Whether only what is not empty of it was kept. */
    boolean isSparse() {
        return type == 'S';
    }

    /** The bytes that its data take up; those of a folder or a link have none, whatever the header says. */
    long padded() {
        return type >= '1' && type <= '6' ? 0 : (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return Names.text(Arrays.copyOfRange(block, from, end), OLDER);
    }

    /** Octal digits, or, where they do not suffice, the number itself; -1 where it is neither. */
    private static long number(byte[] block, int from, int length) {
        if ((block[from] & 0x80) != 0) {
            byte[] large = Arrays.copyOfRange(block, from, from + length);
            large[0] &= 0x7f;
            var number = new BigInteger(1, large);
            return number.bitLength() < 53 ? number.longValue() : -1;
        }
        long number = 0;
        for (var digit : new String(block, from, length, OLDER)
                .replace('\0', ' ')
                .strip()
                .toCharArray()) {
            if (digit < '0' || digit > '7' || number > MOST) {
                return -1;
            }
            number = number * 8 + digit - '0';
        }
        return number;
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + 8 ? ' ' : block[i] & 0xff;
        }
        return sum;
    }
}
