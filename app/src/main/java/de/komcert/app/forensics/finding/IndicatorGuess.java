package de.komcert.app.forensics.finding;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.incident.Indicators.Kind;

/**
 * What an indicator would be that is made of a field: a guess for a form, which whoever sends it puts right.
 *
 * @param value of a list of hashes the longest
 */
public record IndicatorGuess(Kind kind, String value) {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern HASH =
            Pattern.compile("\\p{XDigit}{32}|\\p{XDigit}{40}|\\p{XDigit}{64}|\\p{XDigit}{96}|\\p{XDigit}{128}");
    /** As Sysmon writes them: {@code SHA1=…,MD5=…,SHA256=…}. */
    private static final Pattern HASHES = Pattern.compile("(?i)\\w+=\\p{XDigit}{32,}(,\\w+=\\p{XDigit}{32,})*");

    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://\\S+");
    private static final Pattern MAIL = Pattern.compile("[^\\s@/\\\\]+@[^\\s@/\\\\]+\\.[^\\s@/\\\\]+");
    private static final Pattern PATH = Pattern.compile("(?i)[a-z]:\\\\.*|\\\\\\\\.*|/.+|.*\\\\.*\\.\\w{1,5}");
    private static final Pattern FILE = Pattern.compile(
            "(?i)[\\w .()-]+\\.(exe|dll|sys|ps1|bat|cmd|vbs|js|jse|hta|lnk|scr|zip|7z|rar|iso|docm?|xlsm?|php|aspx?|jsp|sh)");
    private static final Pattern DOMAIN_NAME =
            Pattern.compile("(?i)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{1,62}\\.?");

    /** The guess for a field, as people read it. */
    public static IndicatorGuess of(FindingField field) {
        var value = field.value().strip();
        if (HASHES.matcher(value).matches()) {
            return new IndicatorGuess(Kind.HASH, longest(value));
        }
        return new IndicatorGuess(kind(field.name(), value), value);
    }

    private static Kind kind(String name, String value) {
        if (HASH.matcher(value).matches()) {
            return Kind.HASH;
        }
        if (isAddress(value)) {
            return Kind.ADDRESS;
        }
        if (Masking.isNameField(name)) {
            return Kind.ACCOUNT;
        }
        if (URL.matcher(value).matches()) {
            return Kind.URL;
        }
        if (MAIL.matcher(value).matches()) {
            return Kind.MAIL;
        }
        if (PATH.matcher(value).matches() || FILE.matcher(value).matches()) {
            return Kind.FILE;
        }
        return DOMAIN_NAME.matcher(value).matches() || namesHost(name) ? Kind.HOST : Kind.OTHER;
    }

    private static boolean namesHost(String field) {
        var name = field.toLowerCase(Locale.ROOT);
        return name.endsWith("host")
                || name.endsWith("hostname")
                || name.endsWith("computer")
                || name.endsWith("workstationname");
    }

    /** Whether this is an address of either kind; nothing is looked up. */
    private static boolean isAddress(String value) {
        if (!FOUR_NUMBERS.matcher(value).matches()
                && value.chars().filter(c -> c == ':').count() < 2) {
            return false;
        }
        try {
            InetAddress.ofLiteral(value);
            return true;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String longest(String hashes) {
        var longest = "";
        for (var hash : hashes.split(",")) {
            var value = hash.substring(hash.indexOf('=') + 1);
            longest = value.length() > longest.length() ? value : longest;
        }
        return longest;
    }
}
