package de.komcert.app.web;

import java.util.Locale;

/** Sizes of files as people read them, such as {@code 3,4 MB}; a kilobyte has 1024 bytes, as their computers say. */
public final class Bytes {

    private static final double KILO = 1024;

    private Bytes() {}

    public static String text(long size, Texts texts, Locale locale) {
        if (size < KILO) {
            return texts.get(locale, "bytes.few", size);
        }
        if (size < KILO * KILO) {
            return texts.get(locale, "bytes.kilo", size / KILO);
        }
        return size < KILO * KILO * KILO
                ? texts.get(locale, "bytes.mega", size / (KILO * KILO))
                : texts.get(locale, "bytes.giga", size / (KILO * KILO * KILO));
    }
}
