package de.komcert.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** The names of files in archives, which may say anything. */
final class Names {

    private Names() {}

    /** Most tools write UTF-8, whether they say so or not; what is none was written by older ones. */
    static String text(byte[] name, Charset older) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException none) {
            return new String(name, older);
        }
    }

    static String slashes(String name) {
        return name.replace('\\', '/');
    }

    /** The path without what would lead out of the archive, dots and slashes at the beginning; {@code ?} where nothing is left. */
    static String plain(String name) {
        var kept = new ArrayList<String>();
        for (var part : slashes(name).split("/")) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                kept.add(part);
            }
        }
        return kept.isEmpty() ? "?" : String.join("/", kept);
    }

    /** With {@code %3A} and the like as the characters they stand for; where they give no text, as it was. */
    static String decoded(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        var bytes = new ByteArrayOutputStream(name.length());
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            int high = i + 2 < utf8.length && utf8[i] == '%' ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            if (low < 0) {
                bytes.write(utf8[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
