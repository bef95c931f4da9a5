package de.komcert.app.identity.credentials;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A password as it is stored: an Argon2id hash with all it takes to compute it again.
 *
 * <p>Written in the PHC string format, {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}, with salt and hash in
 * Base64 without padding.
 */
public record PasswordHash(Cost cost, String salt, String hash) {

    /** What one computation takes: memory in KiB, passes over it, lanes. */
    public record Cost(int memory, int passes, int lanes) {}

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** Reads the PHC string; empty for anything else. */
    public static Optional<PasswordHash> parse(String text) {
        var matcher = PHC.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var cost = new Cost(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return Optional.of(new PasswordHash(cost, matcher.group(4), matcher.group(5)));
    }

    /** The PHC string. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", cost.memory, cost.passes, cost.lanes, salt, hash);
    }
}
