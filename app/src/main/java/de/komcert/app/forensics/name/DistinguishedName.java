package de.komcert.app.forensics.name;

/** A name as directories write it: {@code CN=Kessler\\, Max,OU=Personal,DC=stadt,DC=example}. */
final class DistinguishedName {

    private static final String BEGIN = "CN=";
    private static final char ESCAPE = '\\';
    private static final int HEXADECIMAL = 16;
    private static final int LAST_PLAIN = 127;

    private DistinguishedName() {}

    static boolean isOne(String value) {
        return value.regionMatches(true, 0, BEGIN, 0, BEGIN.length());
    }

    /** What stands before the first comma that is not escaped. */
    static Account account(String value) {
        var name = new StringBuilder();
        int at = BEGIN.length();
        while (at < value.length() && value.charAt(at) != ',') {
            int code = value.charAt(at) == ESCAPE ? code(value, at + 1) : -1;
            if (code >= 0) {
                name.append((char) code);
                at += "\\2C".length();
            } else {
                at += value.charAt(at) == ESCAPE && at + 1 < value.length() ? 1 : 0;
                name.append(value.charAt(at));
                at++;
            }
        }
        return new Account(name.toString().strip(), BEGIN.length(), at);
    }

    /** The character that two digits stand for; -1 where there are none. */
    private static int code(String value, int at) {
        if (at + 1 >= value.length()) {
            return -1;
        }
        int high = Character.digit(value.charAt(at), HEXADECIMAL);
        int low = Character.digit(value.charAt(at + 1), HEXADECIMAL);
        int code = high * HEXADECIMAL + low;
        return high < 0 || low < 0 || code > LAST_PLAIN ? -1 : code;
    }
}
