package de.komcert.traces.cloud;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Problem;
import de.komcert.traces.Utf8;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Entra ID, Azure and Microsoft 365 have logged, as people export it: sign-ins and changes of the directory from the
 * portal (CSV or JSON), from Graph, or from diagnostic settings; the unified audit log from Purview or
 * {@code Search-UnifiedAuditLog} (CSV or JSON, the record itself in the column {@code AuditData}), or by tools that write one
 * record in each line. Fields keep the names they have in the export; rules know them by all names in use.
 */
public final class CloudEntries implements EntryReader {

    private static final int MOST_HEAD = 1 << 16;
    private static final int LONGEST_CELL_OF_JSON = 1 << 18;
    private static final int MOST_NAMED = 100;

    private static final List<String> NAMED_VALUES = List.of(
            "ExtendedProperties", "DeviceProperties", "additionalDetails", "targetResources.modifiedProperties");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.]{0,63}");

    private final TextEntry entry = new TextEntry("cloud:record");
    private final Consumer<Problem> problems;
    private final @Nullable JsonObjects objects;
    private final @Nullable CsvRows rows;
    private List<String> columns = List.of();

    /** @param problems gets each problem when it is met */
    public CloudEntries(InputStream in, Consumer<Problem> problems) throws IOException {
        var text = new BufferedInputStream(Utf8.of(in), MOST_HEAD);
        text.mark(MOST_HEAD);
        var head = new String(text.readNBytes(MOST_HEAD / 2), StandardCharsets.UTF_8);
        text.reset();
        this.problems = problems;
        this.objects = CloudHead.isJson(head) ? new JsonObjects(text, problems) : null;
        this.rows = objects == null ? new CsvRows(text, CloudHead.separator(head), problems) : null;
    }

    /** Whether a text that begins so is such an export, beyond doubt. */
    public static boolean isHead(String head) {
        return CloudHead.isOfExport(head);
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public boolean next() throws IOException {
        return objects != null ? nextObject(objects) : rows != null && nextRow(rows);
    }

    private boolean nextObject(JsonObjects from) throws IOException {
        while (from.next()) {
            if (Json.read(from.bytes()) instanceof Json.Members record) {
                take(record, from.number(), from.offset());
                return true;
            }
            problems.accept(new Problem("NOT_JSON", "Object " + from.number() + " is no JSON", from.offset(), true));
        }
        return false;
    }

    private boolean nextRow(CsvRows from) throws IOException {
        while (from.next()) {
            var cells = from.cells();
            if (columns.isEmpty()) {
                if (!cells.getFirst().startsWith("#TYPE")) {
                    columns = CloudHead.columns(cells);
                }
                continue;
            }
            if (cells.size() != columns.size()) {
                problems.accept(new Problem(
                        "NOT_ALL_COLUMNS",
                        "The row in line " + from.number() + " has " + cells.size() + " values for " + columns.size()
                                + " columns",
                        from.offset(),
                        false));
            }
            var record = new LinkedHashMap<String, Json>();
            for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                record.putIfAbsent(columns.get(i), cell(cells.get(i)));
            }
            take(new Json.Members(record), from.number(), from.offset());
            return true;
        }
        return false;
    }

    /** A table has objects and lists as JSON in a cell. */
    private static Json cell(String text) {
        boolean mayBeJson = text.length() <= LONGEST_CELL_OF_JSON && (text.startsWith("{") || text.startsWith("["));
        var json = mayBeJson ? Json.read(text.getBytes(StandardCharsets.UTF_8)) : null;
        return json == null ? new Json.Word(text, false) : json;
    }

    private void take(Json.Members outer, long number, long offset) {
        entry.begin(number);
        var fields = new CloudFields(record(outer, offset));
        var kind = CloudKind.of(fields);
        fields.each(entry::field);
        if (fields.areCut()) {
            problems.accept(new Problem(
                    "RECORD_CUT", "Record " + number + " has more than " + CloudFields.MOST + " values", offset, true));
        }
        if (kind == null) {
            problems.accept(new Problem(
                    "NOT_CLOUD", "Record " + number + " is none of Entra ID, Azure or Microsoft 365", offset, false));
            entry.end(
                    LogSource.UNKNOWN,
                    Entry.NO_TIME,
                    null,
                    null,
                    outer.compact().substring(0, Math.min(200, outer.compact().length())));
            return;
        }
        kind.same().forEach(same -> {
            var value = fields.first(same.exports());
            if (value != null) {
                same.rules().forEach(name -> entry.aliasUnlessThere(name, value));
            }
        });
        NAMED_VALUES.forEach(list -> named(fields.tree(list)));
        named(fields);
        switch (kind) {
            case SIGN_IN -> CloudSignIn.fields(fields, entry);
            case AUDIT -> CloudAudit.fields(fields, entry);
            case DIRECTORY -> entry.alias("Status", fields.first("resultReason"));
            case RISK, ACTIVITY -> {}
        }
        fields.eachWhole(this::alias);
        entry.end(source(kind, fields), time(kind, fields, offset), null, writer(kind, fields), summary(kind));
    }

    /** The record itself where it is wrapped in another, as text or as it is. */
    private Json.Members record(Json.Members outer, long offset) {
        for (var name : new String[] {"AuditData", "auditData"}) {
            var wrapped = outer.all().get(name);
            if (wrapped instanceof Json.Members inner) {
                return inner;
            }
            if (wrapped instanceof Json.Word(var text, var isBare) && !text.isBlank()) {
                if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Members inner) {
                    return inner;
                }
                problems.accept(
                        new Problem("AUDIT_DATA_CUT", "The column AuditData holds no whole record", offset, true));
            }
        }
        return outer;
    }

    private void alias(String name, String json) {
        entry.aliasUnlessThere(name, json);
        // Rules write the beginning large, Graph writes it small.
        if (name.startsWith("targetResources")) {
            entry.aliasUnlessThere("T" + name.substring(1), json);
        }
        if (!name.startsWith("properties.")) {
            entry.aliasUnlessThere("properties." + name, json);
        }
    }

    /** Each named value of a list as a field of its own. */
    private void named(@Nullable Json list) {
        if (!(list instanceof Json.Items(var items))) {
            return;
        }
        items.stream().limit(MOST_NAMED).forEach(item -> {
            if (item instanceof Json.Members(var members)) {
                named(word(members, "Name", "displayName", "key"), word(members, "Value", "newValue", "value"));
            }
        });
    }

    private static @Nullable String word(Map<String, Json> members, String... names) {
        for (var name : names) {
            if (members.get(name) instanceof Json.Word(var text, var isBare)) {
                return text;
            }
        }
        return null;
    }

    /** The portal's table has them side by side. */
    private void named(CloudFields fields) {
        for (int property = 1; property <= 5; property++) {
            var column = "Target1ModifiedProperty" + property;
            named(fields.first(column + "Name"), fields.first(column + "NewValue"));
        }
    }

    private void named(@Nullable String name, @Nullable String value) {
        if (name != null && value != null && NAME.matcher(name).matches()) {
            var plain = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                    ? value.substring(1, value.length() - 1)
                    : value;
            entry.aliasUnlessThere(name, plain);
            entry.aliasUnlessThere("additionalDetails." + name, plain);
        }
    }

    private static LogSource source(CloudKind kind, CloudFields fields) {
        return kind == CloudKind.AUDIT ? CloudAudit.source(fields) : kind.source();
    }

    private static @Nullable String writer(CloudKind kind, CloudFields fields) {
        return switch (kind) {
            case AUDIT -> fields.first("Workload");
            case DIRECTORY -> fields.first(List.of("loggedByService", "Service"));
            case SIGN_IN, RISK, ACTIVITY -> null;
        };
    }

    private String summary(CloudKind kind) {
        return switch (kind) {
            case SIGN_IN -> CloudSignIn.summary(entry);
            case AUDIT -> CloudAudit.summary(entry);
            case DIRECTORY, ACTIVITY -> words("OperationName", "operationName", "UserPrincipalName", "IPAddress");
            case RISK -> words("riskEventType", "UserPrincipalName", "IPAddress");
        };
    }

    private String words(String... names) {
        return String.join(
                " ",
                Stream.of(names)
                        .map(entry::value)
                        .filter(value -> value != null)
                        .distinct()
                        .toList());
    }

    private long time(CloudKind kind, CloudFields fields, long offset) {
        var stated = fields.first(kind.times());
        if (stated == null || stated.isBlank()) {
            return Entry.NO_TIME;
        }
        long ticks = CloudTime.ticks(stated.strip());
        if (ticks == Entry.NO_TIME) {
            problems.accept(new Problem("BAD_TIME", "The time " + stated + " cannot be read", offset, false));
        }
        return ticks;
    }
}
