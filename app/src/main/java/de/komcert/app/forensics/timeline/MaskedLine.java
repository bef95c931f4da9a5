package de.komcert.app.forensics.timeline;

import java.util.ArrayList;

import de.komcert.app.forensics.name.Masking;
import de.komcert.traces.Origin;

/**
 * An event as it is written, with signs in place of names.
 *
 * @param text what it is about, in one line
 */
record MaskedLine(
        String channel,
        String provider,
        String eventId,
        String host,
        String type,
        String file,
        long record,
        String text) {

    /** So many characters of what an event is about are kept. */
    static final int LONGEST = 400;

    /** A name is at most so long, and one that is cut in two would not be known. */
    private static final int LONGEST_NAME = 100;

    /** Reads what {@link EventLines} has made. */
    static MaskedLine of(byte[] line, Masking masking, Words words) {
        var in = Unpacking.of(line);
        var origins = new ArrayList<String>();
        for (int i = 0; i < Origin.values().length; i++) {
            origins.add(words.masked(in.text()));
        }
        var type = words.masked(in.text());
        var file = words.masked(in.text());
        long record = in.number();
        var text = new StringBuilder();
        while (!in.isEnd()) {
            boolean isCut = in.one() == 1;
            var name = in.text();
            var value = masked(name, in.text(), isCut, masking);
            if (text.length() < LONGEST) {
                text.append(text.isEmpty() ? "" : " · ");
                text.append(name.isEmpty() ? "" : words.masked(name) + ": ")
                        .append(value)
                        .append(isCut ? " …" : "");
            }
        }
        return new MaskedLine(
                origins.get(Origin.CHANNEL.ordinal()),
                origins.get(Origin.PROVIDER.ordinal()),
                origins.get(Origin.EVENT_ID.ordinal()),
                origins.get(Origin.HOST.ordinal()),
                type,
                file,
                record,
                oneLine(text));
    }

    private static String masked(String name, String value, boolean isCut, Masking masking) {
        var masked = masking.value(name, value);
        if (!isCut) {
            return masked;
        }
        // What both say alike was not touched by the cut.
        var shorter = masking.value(name, value.substring(0, Math.max(0, value.length() - LONGEST_NAME)));
        int same = 0;
        while (same < Math.min(masked.length(), shorter.length()) && masked.charAt(same) == shorter.charAt(same)) {
            same++;
        }
        return whole(masked.substring(0, same));
    }

    private static String oneLine(StringBuilder text) {
        var line = text.toString().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST
                ? line
                : whole(line.substring(0, LONGEST)).stripTrailing() + " …";
    }

    /** A text cut anywhere, without half a sign at its end. */
    static String whole(String cut) {
        int sign = cut.lastIndexOf('\uE000');
        var signs = sign >= 0 && cut.indexOf('\uE001', sign) < 0 ? cut.substring(0, sign) : cut;
        return !signs.isEmpty() && Character.isHighSurrogate(signs.charAt(signs.length() - 1))
                ? signs.substring(0, signs.length() - 1)
                : signs;
    }
}
