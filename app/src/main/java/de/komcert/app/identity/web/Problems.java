package de.komcert.app.identity.web;

import java.util.Map;

import de.komcert.app.web.Shell;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form: the name of a field, and the key of the text that says it. */
record Problems(Map<String, String> keys) {

    static final Problems NONE = new Problems(Map.of());

    Problems {
        keys = Map.copyOf(keys);
    }

    static Problems of(String field, String key) {
        return new Problems(Map.of(field, key));
    }

    boolean any() {
        return !keys.isEmpty();
    }

    /** What to write at this field, or null where nothing is wrong with it. */
    @Nullable
    String at(String field, Shell shell) {
        var key = keys.get(field);
        return key == null ? null : shell.t(key);
    }
}
