package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One way to see an event: which log sources it belongs to, and how its fields are called there.
 *
 * @param products possible products, null if anything is possible
 * @param categories possible categories, null if anything is possible
 * @param services possible services, null if anything is possible
 * @param derived whether this is a category that the pipeline makes out of a service; a rule that states no category
 *     looks at such events as they are
 * @param fields field of a rule, then the fields of the event that hold it
 * @param conditions field of the event, then the values of which it must have one
 */
record View(
        @Nullable Set<String> products,
        @Nullable Set<String> categories,
        @Nullable Set<String> services,
        boolean derived,
        Map<String, List<String>> fields,
        Map<String, List<String>> conditions) {

    /** Whether a rule for {@code wanted} has to look at events seen this way. */
    boolean fits(LogSource wanted) {
        return (!derived || wanted.category() != null)
                && fits(wanted.product(), products)
                && fits(wanted.category(), categories)
                && fits(wanted.service(), services);
    }

    /** Whether what is known of the event says that it belongs there, and not only that it may. */
    boolean isCertain(LogSource wanted) {
        return (wanted.product() == null || products != null)
                && (wanted.category() == null || categories != null)
                && (wanted.service() == null || services != null);
    }

    /** Every log source that such events belong to; what is not known is left open. */
    List<LogSource> sources() {
        var sources = new ArrayList<LogSource>();
        for (var product : choices(products)) {
            for (var category : choices(categories)) {
                for (var service : choices(services)) {
                    sources.add(new LogSource(product.orElse(null), category.orElse(null), service.orElse(null)));
                }
            }
        }
        return sources;
    }

    private static List<Optional<String>> choices(@Nullable Set<String> possible) {
        return possible == null || possible.isEmpty()
                ? List.of(Optional.empty())
                : possible.stream().sorted().map(Optional::of).toList();
    }

    static boolean fits(@Nullable String wanted, @Nullable Set<String> possible) {
        return wanted == null || possible == null || possible.contains(wanted);
    }

    /** The fields of the event that a rule means by {@code field}. */
    List<String> fields(String field) {
        return fields.getOrDefault(field, List.of(field));
    }
}
