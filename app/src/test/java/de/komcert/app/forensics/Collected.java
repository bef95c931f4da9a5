package de.komcert.app.forensics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A collection as a ZIP archive, some of whose files can then be spoilt. */
final class Collected {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int ENCRYPTED = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private ByteBuffer archive = ByteBuffer.allocate(0);

    Collected file(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        return this;
    }

    Collected packed() throws IOException {
        zip.close();
        archive = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** Has a file say that it is encrypted. */
    Collected encrypted(String name) {
        flag(place(LOCAL, 30, name) + 6);
        flag(place(CENTRAL, 46, name) + 8);
        return this;
    }

    /** Destroys the packed data of a file some way behind its beginning. */
    Collected broken(String name, int behind) {
        int at = place(LOCAL, 30, name) + 30 + name.length() + behind;
        Arrays.fill(archive.array(), at, at + 64, (byte) 0xff);
        return this;
    }

    byte[] toBytes() {
        return archive.array();
    }

    private void flag(int at) {
        archive.putShort(at, (short) (archive.getShort(at) | ENCRYPTED));
    }

    private int place(int signature, int header, String name) {
        var wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + header + wanted.length <= archive.capacity(); at++) {
            if (archive.getInt(at) == signature
                    && Arrays.equals(
                            archive.array(), at + header, at + header + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
