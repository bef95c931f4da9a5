package de.komcert.cli.scan;

import de.komcert.cli.words.Plain;

/** A page that is put together line by line. What is filled into a line is text and never markup. */
final class Html {

    private final StringBuilder page = new StringBuilder();

    /** A line of markup in which each {@code {}} is one of the values, escaped. */
    Html line(String markup, Object... values) {
        int from = 0;
        for (var value : values) {
            int gap = markup.indexOf("{}", from);
            if (gap < 0) {
                throw new IllegalArgumentException("More values than gaps in " + markup);
            }
            page.append(markup, from, gap);
            text(value.toString());
            from = gap + 2;
        }
        if (markup.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("A gap without a value in " + markup);
        }
        page.append(markup, from, markup.length()).append('\n');
        return this;
    }

    /** A name and what it stands for, in a list of such; nothing where nothing is known. */
    Html fact(String name, String text) {
        return text.isBlank() ? this : line("<dt>{}</dt><dd>{}</dd>", name, text);
    }

    /** Markup as it is. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    private void text(String text) {
        var plain = Plain.lines(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(Character.isSurrogate(c) && !isPaired(plain, i) ? '\ufffd' : c);
            }
        }
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    int length() {
        return page.length();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
