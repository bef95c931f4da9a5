package de.komcert.app;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words a reader would see in a template although no bundle knows them. */
final class Visible {

    /** Words that are the same in every language. */
    private static final Set<String> ALLOWED = Set.of("KomCERT", "TLP", "PAP", "T0", "Nr");

    private static final Pattern COMMENT = Pattern.compile("<%--.*?--%>|<!--.*?-->|<style>.*?</style>", Pattern.DOTALL);

    /** What must be typed word by word, such as the name of a column, or pressed, as a key is, is not translated. */
    private static final Pattern CODE = Pattern.compile("<code>\\w+</code>|<kbd[^>]*>\\w</kbd>");

    private static final Pattern HEAD = Pattern.compile("(?m)^\\s*@(?:import|param)\\b.*$|!\\{[^\\n]*\\}");
    private static final Pattern OPENING =
            Pattern.compile("\\$(?:unsafe)?\\{|@(?:if|elseif|for|template[\\w.]*)\\s*\\(");
    private static final Pattern DIRECTIVE = Pattern.compile("@(?:endif|endfor|else|raw|endraw)\\b|`");
    private static final Pattern SHOWN = Pattern.compile("\\s(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&[#a-z0-9]+;");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Visible() {}

    static List<String> words(String template) {
        var text = HEAD.matcher(COMMENT.matcher(template).replaceAll(" ")).replaceAll(" ");
        text = withoutExpressions(text);
        text = DIRECTIVE.matcher(text).replaceAll(" ");
        text = CODE.matcher(text).replaceAll(" ");
        text = SHOWN.matcher(text).replaceAll("> $1 <");
        text = ENTITY.matcher(TAG.matcher(text).replaceAll(" ")).replaceAll(" ");
        return Arrays.stream(NO_WORD.split(text))
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .filter(word -> !ALLOWED.contains(word))
                .toList();
    }

    /**
     * Leaves out {@code ${…}} and the arguments of {@code @if(…)}, {@code @for(…)} and templates, but keeps content
     * given to a template between backticks.
     */
    private static String withoutExpressions(String template) {
        var kept = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            var opening = opening(template, at);
            if (opening > at) {
                at = skipped(template, opening, kept);
            } else {
                kept.append(template.charAt(at++));
            }
        }
        return kept.toString();
    }

    /** Where the inside of an expression that begins here begins, or this very place. */
    private static int opening(String template, int at) {
        var found = OPENING.matcher(template).region(at, template.length());
        return found.lookingAt() ? found.end() : at;
    }

    /** The place behind the bracket that closes what is open at this place. */
    private static int skipped(String template, int from, StringBuilder kept) {
        int open = 1;
        int at = from;
        while (at < template.length() && open > 0) {
            char c = template.charAt(at++);
            switch (c) {
                case '(', '{' -> open++;
                case ')', '}' -> open--;
                case '"' -> at = template.indexOf('"', at) + 1;
                case '`' -> {
                    int end = template.indexOf('`', at);
                    kept.append(withoutExpressions(template.substring(at, end)));
                    at = end + 1;
                }
                default -> {
                    // The middle of an expression.
                }
            }
        }
        return at;
    }
}
