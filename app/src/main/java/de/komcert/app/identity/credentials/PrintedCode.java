package de.komcert.app.identity.credentials;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A one-time code from a printed sheet, such as {@code K7QF-2MXD}: 40 random bits that are easily read and typed. */
public record PrintedCode(String text) {

    /** How many stand on a sheet. */
    public static final int SHEET = 10;

    private static final int LENGTH = 8;
    /** Digits and letters without 0, 1, I and O, which print alike. */
    private static final String SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final Pattern TYPED = Pattern.compile("[" + SYMBOLS + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A sheet of new codes, each different. */
    public static List<PrintedCode> sheet() {
        return Stream.generate(PrintedCode::random).distinct().limit(SHEET).toList();
    }

    /** Reads a code however it was typed: in small letters, with spaces, without its hyphen. */
    public static Optional<PrintedCode> parse(String typed) {
        var bare = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return TYPED.matcher(bare).matches() ? Optional.of(hyphenated(bare)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }

    private static PrintedCode random() {
        var text = new StringBuilder();
        RANDOM.ints(LENGTH, 0, SYMBOLS.length()).mapToObj(SYMBOLS::charAt).forEach(text::append);
        return hyphenated(text.toString());
    }

    private static PrintedCode hyphenated(String bare) {
        return new PrintedCode(bare.substring(0, LENGTH / 2) + "-" + bare.substring(LENGTH / 2));
    }
}
