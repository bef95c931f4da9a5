package de.komcert.evtx;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How the characters that a notation keeps for itself are written; all others are written as UTF-8. */
enum Escape {
    /** The text itself. A surrogate without its partner, which UTF-8 cannot hold, becomes U+FFFD. */
    NONE {
        @Override
        String of(int c) {
            return LOST;
        }
    },
    /** Inside the quotes of a JSON string. Every sequence of UTF-16 units survives, paired or not. */
    JSON {
        @Override
        String of(int c) {
            return switch (c) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                default -> "\\u" + HEX.toHexDigits((char) c);
            };
        }
    },
    /** Between XML tags. XML 1.0 has no way to write most control characters: they become U+FFFD. */
    XML {
        @Override
        String of(int c) {
            return switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '\r' -> "&#xD;";
                case '\n' -> "\n";
                case '\t' -> "\t";
                default -> LOST;
            };
        }
    },
    /** Inside the quotes of an XML attribute, where a line break would otherwise be read as a blank. */
    XML_ATTRIBUTE {
        @Override
        String of(int c) {
            return switch (c) {
                case '"' -> "&quot;";
                case '\n' -> "&#xA;";
                case '\t' -> "&#x9;";
                default -> XML.of(c);
            };
        }
    };

    private static final String LOST = "\ufffd";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** By ASCII character: what to write for it, and an empty array where it stands for itself. */
    final byte[][] ascii = new byte[128][];
    /** By ASCII character: not zero where it must be replaced. */
    final byte[] special = new byte[128];

    static {
        NONE.replaces("");
        JSON.replaces("\"\\" + controls());
        XML.replaces("<>&" + controls());
        XML_ATTRIBUTE.replaces("<>&\"" + controls());
    }

    abstract String of(int c);

    private void replaces(String characters) {
        for (int c : characters.chars().toArray()) {
            special[c] = 1;
            ascii[c] = of(c).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String controls() {
        var controls = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            controls.append(c);
        }
        return controls.toString();
    }
}
