package de.komcert.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives, also such as no honest tool would write. */
final class ZipWriter {

    private static final int LARGE = 0xffffffff;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();
    private int flags;
    private int method = -1;
    private long claimedSize = -1;
    private boolean isLarge;
    private boolean isBehind;

    /** The next file has these flags. */
    ZipWriter flags(int next) {
        flags = next;
        return this;
    }

    /** The next file claims to be packed this way. */
    ZipWriter method(int next) {
        method = next;
        return this;
    }

    /** The next file claims to have this size. */
    ZipWriter claiming(long size) {
        claimedSize = size;
        return this;
    }

    /** The next file has its numbers where large ones stand. */
    ZipWriter large() {
        isLarge = true;
        return this;
    }

    /** The next file has its size and checksum behind its data and in the directory, as tools write that know neither before. */
    ZipWriter sizesBehind() {
        isBehind = true;
        return this;
    }

    ZipWriter stored(String name, byte[] content) {
        return file(name, content, content, 0);
    }

    ZipWriter deflated(String name, byte[] content) {
        var deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        var block = new byte[8192];
        while (!deflater.finished()) {
            packed.write(block, 0, deflater.deflate(block));
        }
        deflater.end();
        return file(name, content, packed.toByteArray(), 8);
    }

    private ZipWriter file(String name, byte[] content, byte[] packed, int how) {
        var crc = new CRC32();
        crc.update(content);
        long size = claimedSize < 0 ? content.length : claimedSize;
        int header = out.size();
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        byte[] extra = isLarge
                ? buffer(28)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .putLong(size)
                        .putLong(packed.length)
                        .putLong(header)
                        .array()
                : new byte[0];
        flags |= isBehind ? 8 : 0;
        var common = buffer(26)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) (method < 0 ? how : method))
                .putInt(0x5a21_4000)
                .putInt((int) crc.getValue())
                .putInt(isLarge ? LARGE : packed.length)
                .putInt(isLarge ? LARGE : (int) size)
                .putShort((short) path.length)
                .putShort((short) extra.length)
                .array();
        var local = common.clone();
        if (isBehind) {
            Arrays.fill(local, 10, 22, (byte) 0);
        }
        write(buffer(4).putInt(Header.LOCAL).array(), local, path, extra, packed);
        if (isBehind) {
            out.writeBytes(buffer(4).putInt(0x08074b50).array());
            out.write(common, 10, 12);
        }
        var entry = new ByteArrayOutputStream();
        entry.writeBytes(buffer(6).putInt(Header.CENTRAL).putShort((short) 20).array());
        entry.writeBytes(common);
        entry.writeBytes(buffer(14).putInt(10, isLarge ? LARGE : header).array());
        entry.writeBytes(path);
        entry.writeBytes(extra);
        directory.add(entry.toByteArray());
        flags = 0;
        method = -1;
        claimedSize = -1;
        isLarge = false;
        isBehind = false;
        return this;
    }

    /** The last file stands in the directory once more. */
    ZipWriter again() {
        directory.add(directory.getLast());
        return this;
    }

    /** Bytes that belong to no file. */
    ZipWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] withoutDirectory() {
        return out.toByteArray();
    }

    byte[] archive() {
        int start = out.size();
        directory.forEach(out::writeBytes);
        int size = out.size() - start;
        out.writeBytes(buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) directory.size())
                .putShort((short) directory.size())
                .putInt(size)
                .putInt(start)
                .array());
        return out.toByteArray();
    }

    private void write(byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
