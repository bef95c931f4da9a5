package de.komcert.app.constituency.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import de.komcert.app.constituency.Sheet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document as texts, the form in which everything is judged.
 *
 * @param fields of the Einrichtung itself
 * @param lists what it shall have, for every list that was sent
 */
record Received(Map<String, String> fields, Map<Sheet, List<Map<String, String>>> lists) {

    private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

    private static final Map<Sheet, String> PLACES = Map.of(
            Sheet.KONTAKTE, "contacts",
            Sheet.DOMAINS, "domains",
            Sheet.ADRESSBEREICHE, "networks",
            Sheet.TELEFONANSCHLUESSE, "trunks",
            Sheet.STANDORTE, "sites",
            Sheet.PRODUKTE, "products",
            Sheet.LISTEN, "lists",
            Sheet.VERSICHERUNGEN, "insurer",
            Sheet.NIS2, "nis2");

    /** Where a problem lies in the document, such as {@code contacts[2].phone}. */
    static String place(String field) {
        for (var known : PLACES.entrySet()) {
            var list = known.getKey().path() + "[";
            if (field.startsWith(list)) {
                return known.getValue()
                        + (known.getKey().single()
                                ? field.substring(field.indexOf(']') + 1)
                                : field.substring(list.length() - 1));
            }
        }
        return field;
    }

    static Received of(EinrichtungDocument document, JsonMapper json) {
        var tree = json.convertValue(document, TREE);
        var fields = new HashMap<String, String>();
        for (var field : Sheet.EINRICHTUNGEN.fields()) {
            var value = tree.get(field.name());
            if (value != null || Sheet.EINRICHTUNGEN.formFields().contains(field)) {
                fields.put(field.name(), text(value));
            }
        }
        var lists = new EnumMap<Sheet, List<Map<String, String>>>(Sheet.class);
        take(lists, Sheet.KONTAKTE, document.contacts(), json);
        take(lists, Sheet.DOMAINS, document.domains(), json);
        take(lists, Sheet.ADRESSBEREICHE, document.networks(), json);
        take(lists, Sheet.TELEFONANSCHLUESSE, document.trunks(), json);
        take(lists, Sheet.STANDORTE, document.sites(), json);
        take(lists, Sheet.PRODUKTE, document.products(), json);
        take(lists, Sheet.LISTEN, document.lists(), json);
        take(lists, Sheet.VERSICHERUNGEN, one(document.insurer()), json);
        take(lists, Sheet.NIS2, one(document.nis2()), json);
        return new Received(fields, lists);
    }

    private static @Nullable List<?> one(@Nullable Object value) {
        return value == null ? null : List.of(value);
    }

    private static void take(
            Map<Sheet, List<Map<String, String>>> lists, Sheet sheet, @Nullable List<?> sent, JsonMapper json) {
        if (sent == null) {
            return;
        }
        var records = new ArrayList<Map<String, String>>();
        for (var one : sent) {
            // A null in a list is a record without any field: judged, it lacks all that is required.
            var tree = one == null ? Map.<String, @Nullable Object>of() : json.convertValue(one, TREE);
            records.add(sheet.fields().stream()
                    .collect(Collectors.toMap(field -> field.name(), field -> text(tree.get(field.name())))));
        }
        lists.put(sheet, records);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> several ->
                several.stream().filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
