package de.komcert.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives, also such as no honest tool would write. */
final class TarWriter {

    private static final int BLOCK = 512;
    private static final int SUM = 148;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String magic = "ustar\00000";

    /** What follows is written as GNU's tar does, without parts of long paths in the header. */
    TarWriter gnu() {
        magic = "ustar  \0";
        return this;
    }

    TarWriter file(String name, byte[] content) {
        return entry(name, "", '0', octal(content.length), content);
    }

    TarWriter folder(String name) {
        return entry(name, "", '5', octal(0), new byte[0]);
    }

    TarWriter link(String name) {
        return entry(name, "", '2', octal(0), new byte[0]);
    }

    /** A path in two parts, as POSIX has it. */
    TarWriter file(String prefix, String name, byte[] content) {
        return entry(name, prefix, '0', octal(content.length), content);
    }

    /** A path of any length in a record of its own, as GNU's tar writes it. */
    TarWriter longNamed(String name, byte[] content) {
        byte[] path = (name + "\0").getBytes(StandardCharsets.UTF_8);
        return entry("././@LongLink", "", 'L', octal(path.length), path).file(name.substring(0, 20), content);
    }

    /** A file with records before it, each {@code name=value}, as POSIX has it. */
    TarWriter recorded(String name, byte[] content, String... records) {
        var lines = new StringBuilder();
        for (var record : records) {
            int length = record.getBytes(StandardCharsets.UTF_8).length + 2;
            int all = length + Integer.toString(length).length();
            lines.append(length + Integer.toString(all).length())
                    .append(' ')
                    .append(record)
                    .append('\n');
        }
        byte[] said = lines.toString().getBytes(StandardCharsets.UTF_8);
        return entry("PaxHeaders/x", "", 'x', octal(said.length), said).file(name, content);
    }

    /** A file whose size is written as large ones are. */
    TarWriter large(String name, byte[] content) {
        var size = new byte[12];
        size[0] = (byte) 0x80;
        for (int i = 0; i < 4; i++) {
            size[11 - i] = (byte) (content.length >> 8 * i);
        }
        return entry(name, "", '0', size, content);
    }

    /** Only what stands before a file of this size. */
    TarWriter header(String name, long size) {
        return entry(name, "", '0', octal(size), new byte[0]);
    }

    TarWriter sparse(String name, byte[] content) {
        return entry(name, "", 'S', octal(content.length), content);
    }

    TarWriter entry(String name, String prefix, char type, byte[] size, byte[] content) {
        var header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        System.arraycopy(size, 0, header, 124, size.length);
        put(header, 136, String.format("%011o", 1_795_849_200L));
        put(header, SUM, "        ");
        header[156] = (byte) type;
        put(header, 257, magic);
        put(header, 345, prefix);
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, SUM, String.format("%06o\0 ", sum));
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    private static byte[] octal(long number) {
        return String.format("%011o\0", number).getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] withoutEnd() {
        return out.toByteArray();
    }

    byte[] archive() {
        return Arrays.copyOf(out.toByteArray(), out.size() + 2 * BLOCK);
    }

    byte[] packed() {
        return Packed.gzip(archive());
    }

    byte[] packedByXz() {
        return Packed.xz(archive());
    }
}
