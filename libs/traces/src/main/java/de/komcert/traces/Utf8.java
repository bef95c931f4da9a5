package de.komcert.traces;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Text as UTF-8, also where it is UTF-16 and says so in its first bytes, as Windows PowerShell writes files. */
public final class Utf8 {

    private static final int LONGEST_MARK = 3;

    private Utf8() {}

    /** The text without its mark. Places in it are those in UTF-8. */
    public static InputStream of(InputStream bytes) throws IOException {
        var in = new BufferedInputStream(bytes, 1 << 16);
        in.mark(LONGEST_MARK);
        byte[] head = in.readNBytes(LONGEST_MARK);
        in.reset();
        var charset = utf16(head);
        int mark = charset != null ? 2 : isMarked(head) ? LONGEST_MARK : 0;
        in.skipNBytes(mark);
        return charset == null ? in : new Encoded(new InputStreamReader(in, charset));
    }

    /** The beginning of a text, as far as it goes; where it is no UTF-8, each byte is a character. */
    public static String head(byte[] bytes) {
        var charset = utf16(bytes);
        return charset != null
                ? new String(bytes, 2, bytes.length - 2, charset)
                : new String(
                        bytes,
                        isMarked(bytes) ? LONGEST_MARK : 0,
                        bytes.length - (isMarked(bytes) ? LONGEST_MARK : 0),
                        StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Charset utf16(byte[] head) {
        if (head.length < 2) {
            return null;
        }
        return head[0] == (byte) 0xff && head[1] == (byte) 0xfe
                ? StandardCharsets.UTF_16LE
                : head[0] == (byte) 0xfe && head[1] == (byte) 0xff ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isMarked(byte[] head) {
        return head.length >= LONGEST_MARK
                && Arrays.equals(head, 0, LONGEST_MARK, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, 3);
    }

    private static final class Encoded extends InputStream {
        private final Reader text;
        private final char[] chars = new char[1 << 13];
        private byte[] bytes = {};
        private int at;
        /** Half of a pair whose other half is not read yet. */
        private int kept;

        Encoded(Reader text) {
            this.text = text;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            while (at == bytes.length) {
                int read = text.read(chars, kept, chars.length - kept);
                int all = kept + Math.max(read, 0);
                kept = read > 0 && Character.isHighSurrogate(chars[all - 1]) ? 1 : 0;
                bytes = new String(chars, 0, all - kept).getBytes(StandardCharsets.UTF_8);
                at = 0;
                if (kept == 1) {
                    chars[0] = chars[all - 1];
                }
                if (read < 0) {
                    return bytes.length > 0;
                }
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
