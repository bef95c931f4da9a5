package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document, so that its author sees everything at once. */
final class Problems {

    private final String file;
    private final List<Problem> all = new ArrayList<>();
    private String rule = "";
    private int refused;

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Names the rule that the following problems belong to. */
    void about(String rule) {
        this.rule = rule;
    }

    void refuse(int line, String reason) {
        refused++;
        all.add(new Problem(file, line, rule, reason, Problem.Weight.REFUSED));
    }

    void note(int line, String reason) {
        all.add(new Problem(file, line, rule, reason, Problem.Weight.NOTED));
    }

    /** How many reasons there are so far not to use what is being read. */
    int refused() {
        return refused;
    }

    List<Problem> all() {
        return List.copyOf(all);
    }
}
