package de.komcert.traces.linux;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Which of the files with records of logins it is; only its name tells, since all are written alike. */
enum LoginLog {
    /** Who has signed in and out, and when the system was started. */
    WTMP,
    /** Who has failed to sign in. */
    BTMP,
    /** Who is signed in. */
    UTMP;

    /** As a word in the name: also {@code btmp-20261001.xz} and {@code srv-1_wtmp.1}, and not {@code wtmpx}. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:.*/)?(?:[^/]*[^a-z/])?(?<log>[wbu]tmp)(?:[^a-z/][^/]*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The one that a file is called after; null where it is none. */
    static @Nullable LoginLog of(String name) {
        var named = NAMED.matcher(name);
        return named.matches() ? valueOf(named.group("log").toUpperCase(Locale.ROOT)) : null;
    }

    /** How it is called. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
