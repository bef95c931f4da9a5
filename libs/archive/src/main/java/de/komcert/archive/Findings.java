package de.komcert.archive;

import java.util.function.Consumer;

/** Passes findings on, with the name of the archive before that of the file where one lies inside another. */
record Findings(String prefix, Consumer<Finding> listener) {

    void report(String file, long offset, Finding.Kind kind, String message) {
        listener.accept(new Finding(prefix + file, offset, kind, message));
    }

    /** Something about the archive itself. */
    void report(long offset, Finding.Kind kind, String message) {
        var name = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        listener.accept(new Finding(name, offset, kind, message));
    }

    /** Those of an archive inside this one. */
    Findings inside(String file) {
        return new Findings(prefix + file + "/", listener);
    }
}
