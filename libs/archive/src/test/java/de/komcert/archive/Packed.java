package de.komcert.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs files as gzip and xz do, also such as they never would. */
final class Packed {

    private static final int BLOCK_HEADER = 12;
    private static final int DICTIONARY = 16;

    private interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }

    private Packed() {}

    static byte[] gzip(byte[] content) {
        return packed(content, GZIPOutputStream::new);
    }

    static byte[] xz(byte[] content) {
        return xz(content, LZMA2Options.PRESET_DEFAULT);
    }

    static byte[] xz(byte[] content, int preset) {
        return packed(content, out -> new XZOutputStream(out, new LZMA2Options(preset)));
    }

    /** What asks for almost 4 GiB of memory to unpack a few bytes. */
    static byte[] greedy(byte[] content) {
        return greedy(content, 40);
    }

    /** @param dictionary twice the logarithm of the memory it asks for, less 24; 40 for the most there is */
    static byte[] greedy(byte[] content, int dictionary) {
        byte[] packed = xz(content);
        packed[DICTIONARY] = (byte) dictionary;
        int length = (packed[BLOCK_HEADER] + 1) * 4 - 4;
        var sum = new CRC32();
        sum.update(packed, BLOCK_HEADER, length);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(BLOCK_HEADER + length, (int) sum.getValue());
        return packed;
    }

    private static byte[] packed(byte[] content, Packer packer) {
        var packed = new ByteArrayOutputStream();
        try (var out = packer.open(packed)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }
}
