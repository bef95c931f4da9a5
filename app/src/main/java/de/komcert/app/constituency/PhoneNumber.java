package de.komcert.app.constituency;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as DIN 5008 writes it: country, area, number and extension.
 *
 * <p>The grouping is kept as it was typed, since no rule can tell an extension from its digits. Two spellings of one
 * number have the same {@link #e164()}.
 *
 * @param area the area code without its leading zero, or empty where it is unknown
 * @param extension the part after the hyphen, or empty
 */
public record PhoneNumber(String country, String area, String number, String extension) {

    private static final String GERMANY = "49";
    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;
    private static final int LONGEST_AREA = 5;
    private static final Pattern ALLOWED = Pattern.compile("\\+?[0-9 ()/.-]+");
    private static final Pattern COUNTRY =
            Pattern.compile("(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\\d\\d)");
    private static final Pattern SEPARATORS = Pattern.compile("[ ()/.-]+");

    /** Area codes that are recognised without a gap behind them: the four of two digits, and mobile networks. */
    private static final Pattern EVIDENT_AREA = Pattern.compile("30|40|69|89|1[567]\\d");

    public PhoneNumber {
        var digits = country + area + number + extension;
        if (number.isEmpty() || !digits.matches("[1-9]\\d{" + (SHORTEST - 1) + "," + (LONGEST - 1) + "}")) {
            throw new IllegalArgumentException("not a telephone number");
        }
    }

    /** Reads a number with its area code; without one nobody outside the town could call it. */
    public static Optional<PhoneNumber> parse(String text) {
        var plain = text.strip()
                .replace('\u00a0', ' ')
                .replaceAll("[\u2010-\u2015]", "-")
                .replaceFirst("^(\\+|00)([1-9][0-9 ]*)\\(0\\)", "$1$2 ");
        if (!ALLOWED.matcher(plain).matches()) {
            return Optional.empty();
        }
        var dialled = plain.replaceFirst("^[( ]+", "");
        try {
            if (dialled.startsWith("+") || dialled.startsWith("00")) {
                var abroad = dialled.substring(dialled.startsWith("+") ? 1 : 2);
                var country = COUNTRY.matcher(abroad);
                return country.lookingAt()
                        ? Optional.of(grouped(country.group(), abroad.substring(country.end())))
                        : Optional.empty();
            }
            return dialled.startsWith("0") ? Optional.of(grouped(GERMANY, dialled.substring(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PhoneNumber grouped(String country, String rest) {
        var groups = new ArrayList<String>();
        var area = "";
        boolean hyphen = false;
        int from = 0;
        for (var separator = SEPARATORS.matcher(rest); separator.find(); from = separator.end()) {
            if (separator.start() > from) {
                groups.add(rest.substring(from, separator.start()));
            }
            hyphen = separator.group().contains("-");
        }
        groups.add(rest.substring(from));
        if (groups.size() > 1 && groups.getFirst().length() <= LONGEST_AREA) {
            area = groups.removeFirst();
        } else if (country.equals(GERMANY)) {
            var evident = EVIDENT_AREA.matcher(groups.getFirst());
            area = evident.lookingAt() ? evident.group() : "";
            groups.set(0, groups.getFirst().substring(area.length()));
        }
        var extension = hyphen && groups.size() > 1 ? groups.removeLast() : "";
        return new PhoneNumber(country, area, String.join("", groups), extension);
    }

    /** The number for machines, such as {@code +492214710520}. */
    public String e164() {
        return "+" + country + area + number + extension;
    }

    /** As one dials it within Germany, {@code 0221 4710-520}; the long form for other countries. */
    public String national() {
        return country.equals(GERMANY) ? "0" + area + local() : international();
    }

    /** As one dials it from anywhere, {@code +49 221 4710-520}. */
    public String international() {
        return "+" + country + " " + area + local();
    }

    private String local() {
        return (area.isEmpty() ? "" : " ") + number + (extension.isEmpty() ? "" : "-" + extension);
    }

    @Override
    public String toString() {
        return national();
    }
}
