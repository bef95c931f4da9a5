package de.komcert.app.constituency;

import java.util.List;

/** A record after judging: its fields as far as they are right, and everything that is wrong. */
record Judged(Entry entry, List<Problem> problems) {

    boolean right() {
        return problems.isEmpty();
    }
}
