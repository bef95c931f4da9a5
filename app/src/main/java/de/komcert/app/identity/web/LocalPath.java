package de.komcert.app.identity.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A place on this server that somebody wants to reach. Nothing else is ever followed after signing in. */
record LocalPath(String value) {

    static final LocalPath START = new LocalPath("/");

    private static final int LONGEST = 1000;

    /** Reads it from a request; what leads to another server, or back to signing in, leads to the start instead. */
    static LocalPath of(String asked) {
        return parse(asked).filter(LocalPath::useful).map(LocalPath::new).orElse(START);
    }

    boolean isStart() {
        return equals(START);
    }

    /** The syntax of a URI refuses backslashes, blanks and control characters, which browsers would read as they like. */
    private static Optional<String> parse(String asked) {
        if (asked.length() > LONGEST || !asked.startsWith("/") || asked.startsWith("//")) {
            return Optional.empty();
        }
        try {
            var uri = new URI(asked);
            var local = uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawFragment() == null;
            return local ? Optional.of(uri.toString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean useful(String path) {
        return !path.startsWith(SecurityConfiguration.SIGN_IN) && !path.startsWith("/logout");
    }
}
