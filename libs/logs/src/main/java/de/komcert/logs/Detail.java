package de.komcert.logs;

/**
 * What is told of a match besides the rule and where the entry stands.
 *
 * @param reasons so many of the fields that made the rule match
 * @param fields so many of all fields of the entry, in the order in which it tells them
 * @param longest so many characters of each value; what is longer ends in an ellipsis
 * @param seen whether it is also told which logs there are, and which rules they could make match
 */
public record Detail(int reasons, int fields, int longest, boolean seen) {

    /** Nothing more. */
    public static final Detail NONE = new Detail(0, 0, 0, false);
}
