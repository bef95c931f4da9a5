package de.komcert.app.incident.file;

/**
 * The name of a file as whoever brought it called it, made fit to be read: without folders and without characters that
 * cannot be seen, such as those that turn the direction of writing. No file on the disk ever bears it.
 *
 * @param value at most {@value #LONGEST} characters
 * @param cut whether the end of a longer one is missing
 */
record FileName(String value, boolean cut) {

    static final int LONGEST = 255;

    private static final String NAMELESS = "unbenannt";
    private static final String UNSEEN = "[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+";

    static FileName given(String name) {
        var seen = name.replaceAll("(?s).*[/\\\\]", "").replaceAll(UNSEEN, " ").strip();
        if (seen.isEmpty() || seen.matches("\\.+")) {
            return new FileName(NAMELESS, false);
        }
        return seen.length() <= LONGEST ? new FileName(seen, false) : new FileName(cut(seen), true);
    }

    private static String cut(String name) {
        var end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return name.substring(0, end);
    }
}
