package de.komcert.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** The names of files in archives, which may say anything. */
final class Names {

    private Names() {}

    static String slashes(String name) {
        return name.replace('\\', '/');
    }

    /** The path without what would lead out of the archive: dots, drives without a folder, slashes at the beginning. */
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
