package de.komcert.app.forensics.name;

import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The signs that stand for people in stored texts. */
public final class Signs {

    /** In place of a number, where nobody counts the people any more. */
    static final int ANYBODY = 0;

    private static final char BEGIN = '\uE000';
    private static final char END = '\uE001';
    private static final Pattern SIGN = Pattern.compile(BEGIN + "(\\d{1,9})" + END);

    private Signs() {}

    static String of(int number) {
        return BEGIN + Integer.toString(number) + END;
    }

    /** A text from outside, in which nothing can be taken for a sign. */
    static String without(String text) {
        return text.indexOf(BEGIN) < 0 && text.indexOf(END) < 0
                ? text
                : text.replace(BEGIN, '\uFFFD').replace(END, '\uFFFD');
    }

    /** The text with each sign replaced by what the number is called. */
    static String replace(String text, IntFunction<String> called) {
        return text.indexOf(BEGIN) < 0
                ? text
                : SIGN.matcher(text)
                        .replaceAll(sign -> Matcher.quoteReplacement(called.apply(Integer.parseInt(sign.group(1)))));
    }

    /** The beginning of a stored text, with an ellipsis where something is missing; it ends in no half of a sign. */
    public static String beginning(String stored, int longest) {
        if (stored.length() <= longest) {
            return stored;
        }
        int end = longest;
        int sign = stored.lastIndexOf(BEGIN, end - 1);
        if (sign >= 0 && stored.indexOf(END, sign) >= end) {
            end = sign;
        } else if (end > 0 && Character.isHighSurrogate(stored.charAt(end - 1))) {
            end--;
        }
        return stored.substring(0, end) + " …";
    }

    /** The numbers of the signs in a text. */
    static IntStream numbers(String text) {
        return SIGN.matcher(text).results().mapToInt(sign -> Integer.parseInt(sign.group(1)));
    }
}
