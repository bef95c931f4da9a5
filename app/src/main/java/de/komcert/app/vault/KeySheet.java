package de.komcert.app.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A master key as people print it and type it in again. The key file has the same form.
 *
 * <pre>
 * key[32] ‖ first 3 bytes of SHA-256( key )    35 bytes, five on each of seven lines
 * line      number ‖ 5 bytes as 8 characters of Crockford's Base32 ‖ ( number · 2^40 + value ) mod 97, two digits
 * </pre>
 *
 * A slip of one character, two swapped ones and a line in the wrong place each show on the line where they are.
 */
final class KeySheet {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LINES = 7;
    private static final int LINE_BYTES = 5;
    private static final int LINE_BITS = LINE_BYTES * Byte.SIZE;
    private static final int CHARACTERS = 8;
    private static final int CHARACTER_BITS = 5;
    private static final int GROUP = 4;
    private static final int SUM_BYTES = LINES * LINE_BYTES - MasterKey.BYTES;
    private static final int MODULUS = 97;
    private static final Pattern LINE = Pattern.compile("\\s*([1-7])\\s+(\\w[\\w -]*)");

    private static final String WORDS = """
            KomCERT, Hauptschlüssel %s

            Dieser Schlüssel öffnet alle Dateien, die in KomCERT abgelegt sind. Ohne ihn sind sie verloren.
            Drucken Sie dieses Blatt, und verwahren Sie es getrennt vom Server und seiner Datensicherung.
            Zum Wiederherstellen schreiben Sie die sieben Zeilen in eine Textdatei ab, wohin KOMCERT_KEY_FILE
            zeigt. Die beiden letzten Ziffern prüfen jede Zeile. O gilt als 0; I und L gelten als 1.

            """;

    private KeySheet() {}

    /** The sheet of this key. */
    static String of(MasterKey key) {
        var bytes = ByteBuffer.allocate(LINES * LINE_BYTES).put(key.bytes()).put(sum(key.bytes()));
        var sheet = new StringBuilder(WORDS.formatted(key.mark()));
        for (int number = 1; number <= LINES; number++) {
            var value = value(bytes.array(), number);
            var text = characters(value);
            sheet.append(String.format(
                    Locale.ROOT,
                    "%d  %s %s  %02d%n",
                    number,
                    text.substring(0, GROUP),
                    text.substring(GROUP),
                    check(number, value)));
        }
        return sheet.toString();
    }

    /** What a sheet says: a key, or everything that is wrong with it, in German. */
    sealed interface Reading {

        record Key(MasterKey key) implements Reading {}

        record Wrong(List<String> problems) implements Reading {

            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads the numbered lines; what else stands there does not matter. */
    static Reading read(String sheet) {
        var lines = new TreeMap<Integer, String>();
        sheet.lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .forEach(line -> lines.put(
                        Integer.valueOf(line.group(1)),
                        line.group(2).replaceAll("[ -]", "").toUpperCase(Locale.ROOT)));
        var problems = new ArrayList<String>();
        var bytes = ByteBuffer.allocate(LINES * LINE_BYTES);
        for (int number = 1; number <= LINES; number++) {
            var text = lines.get(number);
            if (text == null) {
                problems.add("Zeile " + number + " fehlt");
            } else if (!right(number, text)) {
                problems.add("Zeile " + number + " passt nicht zu ihren Prüfziffern");
            } else {
                put(bytes, value(text));
            }
        }
        if (!problems.isEmpty()) {
            return new Reading.Wrong(problems);
        }
        var key = Arrays.copyOf(bytes.array(), MasterKey.BYTES);
        var sum = Arrays.copyOfRange(bytes.array(), MasterKey.BYTES, bytes.capacity());
        return Arrays.equals(sum, sum(key))
                ? new Reading.Key(MasterKey.of(key))
                : new Reading.Wrong(List.of("die Zeilen gehören nicht zusammen"));
    }

    private static boolean right(int number, String text) {
        return text.matches("[0-9A-TV-Z]{" + CHARACTERS + "}\\d\\d")
                && check(number, value(text)) == Integer.parseInt(text.substring(CHARACTERS));
    }

    private static long check(int number, long value) {
        return (((long) number << LINE_BITS) + value) % MODULUS;
    }

    private static long value(byte[] bytes, int number) {
        long value = 0;
        for (int at = (number - 1) * LINE_BYTES; at < number * LINE_BYTES; at++) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[at]);
        }
        return value;
    }

    private static long value(String text) {
        long value = 0;
        for (char typed : text.substring(0, CHARACTERS).toCharArray()) {
            var meant = typed == 'O' ? '0' : typed == 'I' || typed == 'L' ? '1' : typed;
            value = value << CHARACTER_BITS | ALPHABET.indexOf(meant);
        }
        return value;
    }

    private static String characters(long value) {
        var text = new StringBuilder();
        for (int shift = LINE_BITS - CHARACTER_BITS; shift >= 0; shift -= CHARACTER_BITS) {
            text.append(ALPHABET.charAt((int) (value >> shift) & (ALPHABET.length() - 1)));
        }
        return text.toString();
    }

    private static void put(ByteBuffer bytes, long value) {
        for (int shift = LINE_BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.put((byte) (value >> shift));
        }
    }

    private static byte[] sum(byte[] key) {
        return Arrays.copyOf(Sha256.digest().digest(key), SUM_BYTES);
    }
}
