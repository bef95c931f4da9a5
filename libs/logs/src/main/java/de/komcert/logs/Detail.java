package de.komcert.logs;

import java.util.List;

import de.komcert.sigma.Evidence;

/**
 * What is told of a match besides the rule and where the entry stands.
 *
 * @param reasons so many of the fields that made the rule match
 * @param fields so many of all fields of the entry, in the order in which it tells them
 * @param longest so many characters of each value; what is longer ends in an ellipsis
 */
public record Detail(int reasons, int fields, int longest) {

    /** Nothing more. */
    public static final Detail NONE = new Detail(0, 0, 0);

    List<Evidence.Field> shown(List<Evidence.Field> all, int most) {
        return all.stream()
                .limit(most)
                .map(field -> new Evidence.Field(field.name(), shown(field.value())))
                .toList();
    }

    private String shown(String value) {
        if (value.length() <= longest) {
            return value;
        }
        boolean splitsPair = longest > 0 && Character.isHighSurrogate(value.charAt(longest - 1));
        return value.substring(0, splitsPair ? longest - 1 : longest) + " …";
    }
}
