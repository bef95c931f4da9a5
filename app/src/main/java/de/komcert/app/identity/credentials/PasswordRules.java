package de.komcert.app.identity.credentials;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a password must be: long, and nothing that somebody who knows the house would try first. */
public final class PasswordRules {

    public static final int SHORTEST = 12;
    /** Long enough for every sentence, short enough to hash without worry. */
    public static final int LONGEST = 200;

    private static final int FEWEST_DIFFERENT = 5;
    private static final int FEWEST_OF_ONES_OWN = 5;
    private static final int TELLING_PART = 4;
    private static final List<String> OBVIOUS = List.of(
            "passwort",
            "password",
            "kennwort",
            "geheim",
            "willkommen",
            "welcome",
            "komcert",
            "lagezentrum",
            "qwertz",
            "qwerty",
            "uiop",
            "asdfgh",
            "yxcvbn",
            "abcdef",
            "sommer",
            "winter",
            "hallo",
            "admin",
            "cert");

    private PasswordRules() {}

    /** The key of the text that says what is wrong, or nothing. */
    public static Optional<String> problem(String password, String login, String name) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.long");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (personal(lower, login, name)) {
            return Optional.of("password.personal");
        }
        return obvious(lower) ? Optional.of("password.obvious") : Optional.empty();
    }

    /** A password of 120 random bits, for somebody who will change it. */
    public static String random() {
        var symbols = "23456789abcdefghjkmnpqrstuvwxyz"; // none that are mixed up in print
        var random = new SecureRandom();
        return Stream.generate(() -> random.ints(4, 0, symbols.length())
                        .mapToObj(symbols::charAt)
                        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append))
                .limit(6)
                .reduce(
                        new StringBuilder(),
                        (all, group) -> all.append(all.isEmpty() ? "" : "-").append(group))
                .toString();
    }

    private static boolean personal(String lower, String login, String name) {
        return Stream.concat(Stream.of(login), Stream.of(name.split("[^\\p{L}\\p{N}]+")))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(part -> part.length() >= TELLING_PART || (part.equals(login) && !part.isEmpty()))
                .anyMatch(lower::contains);
    }

    /** What is left without the obvious words, digits and signs must be a word of one's own. */
    private static boolean obvious(String lower) {
        var left = lower;
        for (var word : OBVIOUS) {
            left = left.replace(word, "");
        }
        var changed = !left.equals(lower);
        left = left.replaceAll("[^\\p{L}]", "");
        var onlyDigits = lower.chars().allMatch(Character::isDigit);
        return lower.chars().distinct().count() < FEWEST_DIFFERENT
                || onlyDigits
                || (changed && left.length() < FEWEST_OF_ONES_OWN);
    }
}
