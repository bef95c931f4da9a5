package de.komcert.app.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Versions of what can be changed, as entity tags: a program sends the tag it read, so that it overwrites nothing it has
 * not seen.
 */
public final class Tags {

    /** No version has this number, so a change that is based on it is always overtaken. */
    private static final int NONE = -1;

    private static final int HASHED_BYTES = 16;

    private Tags() {}

    public static String of(long version) {
        return of(Long.toString(version));
    }

    public static String of(String version) {
        return '"' + version + '"';
    }

    /** The tag of what has no version of its own: a hash of its bytes. */
    public static String ofContent(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return of(HexFormat.of().formatHex(hash, 0, HASHED_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The version that a change is based on, as {@code If-Match} names it.
     *
     * @throws TagMissing where none is named
     */
    public static int version(@Nullable String ifMatch) {
        var text = text(ifMatch);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : NONE;
    }

    /**
     * The same for a version that is no number. What is not one strong tag, such as a list of several, gives a version
     * that nothing has.
     *
     * @throws TagMissing where none is named; {@code *} names none
     */
    public static String text(@Nullable String ifMatch) {
        var tag = ifMatch == null ? "" : ifMatch.strip();
        if (tag.isEmpty() || tag.equals("*")) {
            throw new TagMissing();
        }
        return tag.matches("\"[^\"]+\"") ? tag.substring(1, tag.length() - 1) : "";
    }

    /** A change of what has no numbered version is based on a state that is gone. */
    public static RuntimeException outdated() {
        return new Outdated();
    }

    /** What a change was based on is no longer so. */
    static final class Outdated extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Outdated() {
            super("outdated", null, false, false);
        }
    }

    /** A change does not say which version it is based on. */
    static final class TagMissing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TagMissing() {
            super("If-Match is missing", null, false, false);
        }
    }
}
