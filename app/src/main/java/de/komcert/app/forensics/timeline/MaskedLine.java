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
    static final int LONGEST_NAME = 100;

    private static final char DELETE = 127;

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
            var value = isCut ? uncut(name, in.text(), masking) : words.masked(name, in.text());
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

    /** Of a value that was cut what both say alike: the rest was touched by the cut. */
    private static String uncut(String name, String value, Masking masking) {
        var masked = masking.value(name, value);
        var shorter = masking.value(name, value.substring(0, Math.max(0, value.length() - LONGEST_NAME)));
        int same = 0;
        while (same < Math.min(masked.length(), shorter.length()) && masked.charAt(same) == shorter.charAt(same)) {
            same++;
        }
        return whole(masked.substring(0, same));
    }

    private static String oneLine(StringBuilder text) {
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separates = c <= ' ' || c == DELETE;
            if (!separates) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.length() <= LONGEST
                ? line.toString().strip()
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
