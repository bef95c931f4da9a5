package de.komcert.traces.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code key=value key="a value"}, as firewalls and telephone systems write what they log. */
final class KeyValues {

    /** No device writes so many; what comes after them is left out. */
    private static final int MOST = 400;

    private final String text;
    private final Map<String, String> pairs = new LinkedHashMap<>();
    private int at;

    private KeyValues(String text) {
        this.text = text;
    }

    /** All pairs in their order; none where the text is not made of them. Of a key that comes twice the first counts. */
    static Map<String, String> of(String text) {
        var reading = new KeyValues(text);
        return reading.readAll() ? Collections.unmodifiableMap(reading.pairs) : Map.of();
    }

    private boolean readAll() {
        while (pairs.size() < MOST) {
            while (at < text.length() && separates(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return true;
            }
            int equals = at;
            while (equals < text.length() && isOfKey(text.charAt(equals))) {
                equals++;
            }
            if (equals == at || equals == text.length() || text.charAt(equals) != '=') {
                return false;
            }
            var key = text.substring(at, equals);
            at = equals + 1;
            pairs.putIfAbsent(key, value());
        }
        return true;
    }

    private String value() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !separates(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** A quote that was left open ends with the text. */
    private String quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            boolean isEscaped = text.charAt(at) == '\\' && at + 1 < text.length() && isEscape(text.charAt(at + 1));
            value.append(text.charAt(isEscaped ? ++at : at));
        }
        at++;
        at = Math.min(at, text.length());
        return value.toString();
    }

    private static boolean isEscape(char c) {
        return c == '"' || c == '\\';
    }

    private static boolean separates(char c) {
        return c == ' ' || c == ',' || c == '\t' || c == '\r';
    }

    private static boolean isOfKey(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }
}
