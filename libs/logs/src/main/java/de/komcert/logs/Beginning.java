package de.komcert.logs;

/** The beginning of a text that somebody else has written, and that may be of any length. */
final class Beginning {

    private Beginning() {}

    /** At most so many characters of it; none is cut in half. */
    static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsPair = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splitsPair ? longest - 1 : longest);
    }

    /** The same; what is cut ends in an ellipsis. */
    static String marked(String text, int longest) {
        return text.length() <= longest ? text : of(text, longest) + " …";
    }
}
