package de.komcert.sigma;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says about itself.
 *
 * @param id the rule's id; where it has none, its name, else its title
 * @param name by which correlations may refer to it
 * @param title one line
 * @param level how much a match matters, medium where the rule does not say
 * @param status {@code stable}, {@code test}, {@code experimental} and so on, empty where the rule does not say
 * @param description a few sentences
 * @param author who wrote it
 * @param tags for example ATT&amp;CK techniques
 * @param falsePositives what else it may match
 * @param nextSteps what to do after a match, the urgent first; from {@code komcert: naechste_schritte}, a key of ours that
 *     other programs pass over
 * @param references where to read on
 * @param file the source it stands in
 * @param line the line it begins in
 */
public record Head(
        String id,
        @Nullable String name,
        String title,
        Level level,
        String status,
        String description,
        String author,
        List<String> tags,
        List<String> falsePositives,
        List<String> nextSteps,
        List<String> references,
        String file,
        int line) {

    /** Rules are looked up at each match; where one stands tells it from the others. */
    @Override
    public int hashCode() {
        return 31 * file.hashCode() + line;
    }

    /** Whether correlations and filters mean this rule by that word. */
    public boolean isCalled(String reference) {
        return reference.equals(id) || reference.equals(name);
    }
}
