package de.komcert.app.forensics.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.web.TypedTime;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a list shows, as its form sends it and addresses carry it on; whatever is absent filters nothing.
 *
 * @param stufe this level or a higher one
 * @param auswertung the number of an analysis
 * @param stand the open ones, or those of which something was made
 */
record FindingQuery(
        @Nullable String suche,
        @Nullable Level stufe,
        @Nullable String regel,
        @Nullable String rechner,
        @Nullable String kanal,
        @Nullable String merkmal,
        @Nullable Integer auswertung,
        @Nullable String von,
        @Nullable String bis,
        FindingFilter.@Nullable State stand,
        FindingFilter.@Nullable Sort folge) {

    FindingFilter filter() {
        return new FindingFilter(
                text(suche),
                stufe,
                text(regel),
                text(rechner),
                text(kanal),
                text(merkmal),
                auswertung,
                moment(von),
                moment(bis),
                state(),
                sort());
    }

    FindingFilter.State state() {
        return stand == null ? FindingFilter.State.ANY : stand;
    }

    FindingFilter.Sort sort() {
        return folge == null ? FindingFilter.Sort.LEVEL : folge;
    }

    /** Whether one of the fields is in use that stand folded away. */
    boolean narrowsFurther() {
        return !text(kanal).isEmpty()
                || !text(merkmal).isEmpty()
                || !text(von).isBlank()
                || !text(bis).isBlank();
    }

    static String text(@Nullable String field) {
        return field == null ? "" : field;
    }

    private static @Nullable Instant moment(@Nullable String field) {
        return text(field).isBlank() ? null : TypedTime.momentOf(text(field));
    }

    /** What stands behind the question mark of an address, or nothing; the same with a further field. */
    String query(String name, @Nullable Object value) {
        var fields = fields();
        fields.remove(name);
        if (value != null && !value.toString().isEmpty()) {
            fields.put(name, value.toString());
        }
        return written(fields);
    }

    /** What stands behind an address to say all this, with the question mark; empty where nothing is filtered. */
    String query() {
        return written(fields());
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "suche", suche);
        put(fields, "stufe", stufe == null ? null : stufe.name());
        put(fields, "regel", regel);
        put(fields, "rechner", rechner);
        put(fields, "kanal", kanal);
        put(fields, "merkmal", merkmal);
        put(fields, "auswertung", auswertung == null ? null : auswertung.toString());
        put(fields, "von", von);
        put(fields, "bis", bis);
        put(fields, "stand", stand == null ? null : stand.name());
        put(fields, "folge", folge == null ? null : folge.name());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String written(Map<String, String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
