package de.komcert.logs;

import java.util.List;

import de.komcert.sigma.Brevity;
import de.komcert.sigma.Evidence;

/**
 * What is told of a match besides the rule and where the entry stands.
 *
 * @param reasons so many of the fields that made the rule match
 * @param fields so many of all fields of the entry, in the order in which it tells them
 * @param longest so many characters of each value; what is longer ends in an ellipsis
 * @param explained of which matches it is told why
 */
public record Detail(int reasons, int fields, int longest, Explained explained) {

    /** So many characters of a name are told: fields that lie in each other are called by all their names. */
    private static final int LONGEST_NAME = 200;

    /** Nothing more. */
    public static final Detail NONE = new Detail(0, 0, 0);

    public Detail(int reasons, int fields, int longest) {
        this(reasons, fields, longest, Explained.NONE);
    }

    /**
     * Which matches come with their explanation: the first that each thread finds. As a thread reads on in the order of the
     * input, whoever keeps no more than these has an explanation of everything kept.
     *
     * @param ofARule so many of each rule
     * @param inAll so many of all rules
     */
    public record Explained(int ofARule, int inAll, Brevity brevity) {

        static final Explained NONE = new Explained(0, 0, Brevity.NONE);
    }

    List<Evidence.Field> shown(List<Evidence.Field> all, int most) {
        return all.stream()
                .limit(most)
                .map(field -> new Evidence.Field(
                        Beginning.marked(field.name(), LONGEST_NAME), Beginning.marked(field.value(), longest)))
                .toList();
    }
}
