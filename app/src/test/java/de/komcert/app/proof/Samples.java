package de.komcert.app.proof;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a handler would accept: one value for every field of its form or body, made from its parameters.
 *
 * @param word what stands in fields that take any text
 * @param id what stands in fields that take an id
 */
record Samples(String word, UUID id) {

    /** Fields that take only certain words; whoever adds such a field adds a word it takes. */
    private static final Map<String, String> PLAUSIBLE = new TreeMap<>(Map.ofEntries(
            Map.entry("playbook", "telefonbetrug"),
            Map.entry("rsit", "other:undetermined"),
            Map.entry("bis", "2099-01-01T08:00"),
            Map.entry("naechster", "2099-01-01T08:00"),
            Map.entry("nextLook", "2099-01-01T08:00:00Z"),
            Map.entry("from", "2026-01-01T08:00:00Z"),
            Map.entry("to", "2099-01-01T08:00:00Z"),
            Map.entry("deleteOn", "2099-01-01"),
            Map.entry("loeschtag", "2099-01-01"),
            Map.entry("zone", "Europe/Berlin"),
            Map.entry("von", "2026-01-01T08:00"),
            Map.entry("wann", ""),
            Map.entry("seit", ""),
            Map.entry("geschehen", ""),
            Map.entry("tor", ""),
            Map.entry("feld", "journal"),
            Map.entry("zurueck", ""),
            Map.entry("monate", "24"),
            Map.entry("stunden", "3"),
            Map.entry("minuten", "2"),
            Map.entry("sekunden", "1"),
            Map.entry("faellig", ""),
            Map.entry("phone", "0221 4710-100"),
            Map.entry("mobile", "0176 040690-11"),
            Map.entry("hotline", "0221 4710-101"),
            Map.entry("firstNumber", "0221 4710-200"),
            Map.entry("lastNumber", "0221 4710-299"),
            Map.entry("ags", "05334002"),
            Map.entry("block", "192.0.2.0/24"),
            Map.entry("mail", "post@vennmark.example"),
            Map.entry("decidedOn", "2026-01-02"),
            Map.entry("type", "GEMEINDE"),
            Map.entry("role", "ANALYST"),
            Map.entry("password", "Wolke Tasse Bagger Harz"),
            Map.entry("current", "Wolke Tasse Bagger Harz"),
            Map.entry("passwordForCodes", "Wolke Tasse Bagger Harz"),
            Map.entry("passwordForToken", "Wolke Tasse Bagger Harz")));

    /** Fields that stand for one another: these stay away, since a body takes one of them. */
    private static final Set<String> ELSE = Set.of("meldung");

    /** A value for a field of this name that takes any text, or the one word it takes. */
    static String plausible(String name, String word) {
        return PLAUSIBLE.getOrDefault(name, word);
    }

    static boolean anyText(String name) {
        return !PLAUSIBLE.containsKey(name);
    }

    /** The fields of a form. */
    Map<String, String> form(Route route) {
        var fields = new LinkedHashMap<String, String>();
        for (var parameter : route.handler().getMethodParameters()) {
            var declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                var name = name(declared, parameter);
                text(name, parameter.getGenericParameterType()).ifPresent(value -> fields.put(name, value));
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)
                    && parameter.getParameterType().isRecord()) {
                for (var part : parameter.getParameterType().getRecordComponents()) {
                    text(part.getName(), part.getGenericType()).ifPresent(value -> fields.put(part.getName(), value));
                }
            }
        }
        return fields;
    }

    /** The names of the parameters that may stand in the address or the form. */
    static List<String> names(Route route) {
        return List.copyOf(new Samples("", UUID.randomUUID()).form(route).keySet());
    }

    /** Whether any field of the form takes text. */
    static boolean takesText(Route route) {
        return Stream.of(route.handler().getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        ? parameter.getParameterType() == String.class
                        : parameter.hasParameterAnnotation(ModelAttribute.class)
                                && parameter.getParameterType().isRecord()
                                && Stream.of(parameter.getParameterType().getRecordComponents())
                                        .anyMatch(part -> part.getType() == String.class));
    }

    /** The names of the fields that take an id. */
    static List<String> idFields(Route route) {
        var id = UUID.randomUUID();
        return new Samples("", id)
                .form(route).entrySet().stream()
                        .filter(field -> field.getValue().equals(id.toString()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Whether the path, the form or the body names something by an id, beside the thing it is about. */
    static boolean namesAnother(Route route) {
        var ids = route.variables().stream().filter(route::isId).count();
        var id = UUID.randomUUID();
        var body = bodyType(route).map(new Samples("", id)::body).map(Map::toString);
        return ids > 1
                || ids == 1 && (!idFields(route).isEmpty() || body.orElse("").contains(id.toString()));
    }

    /** The record that the body of a request is read into. */
    static Optional<Class<?>> bodyType(Route route) {
        return Stream.of(route.handler().getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .<Class<?>>map(MethodParameter::getParameterType)
                .filter(Class::isRecord)
                .findFirst();
    }

    /** A body with every field. */
    Map<String, Object> body(Class<?> type) {
        var fields = new LinkedHashMap<String, Object>();
        for (var part : type.getRecordComponents()) {
            if (!ELSE.contains(part.getName())) {
                value(part.getName(), part.getGenericType()).ifPresent(value -> fields.put(part.getName(), value));
            }
        }
        return fields;
    }

    /** For each text in the body, at any depth: the body with this word there. */
    List<Map<String, Object>> bodiesWith(Class<?> type, String payload) {
        var bodies = new ArrayList<Map<String, Object>>();
        for (var part : type.getRecordComponents()) {
            for (var value : valuesWith(part, payload)) {
                var body = body(type);
                body.put(part.getName(), value);
                bodies.add(body);
            }
        }
        return bodies;
    }

    private List<Object> valuesWith(RecordComponent part, String payload) {
        if (part.getType() == String.class) {
            return List.of(payload);
        }
        if (part.getType().isRecord()) {
            return List.copyOf(bodiesWith(part.getType(), payload));
        }
        if (part.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> one) {
            if (one == String.class) {
                return List.of(List.of(payload));
            }
            if (one.isRecord()) {
                return bodiesWith(one, payload).stream().<Object>map(List::of).toList();
            }
        }
        return List.of();
    }

    private Optional<Object> value(String name, Type type) {
        if (type instanceof Class<?> known && known.isRecord()) {
            return Optional.of(body(known));
        }
        if (type instanceof ParameterizedType) {
            return listOf(type, UUID.class)
                    ? Optional.of(List.of(id.toString()))
                    : Optional.empty(); // others may be missing
        }
        if (type == Boolean.class || type == boolean.class) {
            return Optional.of(false);
        }
        if (type == int.class || type == Integer.class || type == Long.class) {
            return Optional.of(1);
        }
        return text(name, type).map(Object.class::cast);
    }

    private static boolean listOf(Type type, Class<?> one) {
        return type instanceof ParameterizedType list && list.getActualTypeArguments()[0] == one;
    }

    private Optional<String> text(String name, Type type) {
        if (listOf(type, UUID.class)) {
            return Optional.of(id.toString());
        }
        if (type == String.class) {
            return Optional.of(plausible(name, word));
        }
        if (type == UUID.class) {
            return Optional.of(id.toString());
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return Optional.of("1");
        }
        if (type == Boolean.class || type == boolean.class) {
            return Optional.of("true");
        }
        if (type == Instant.class || type == LocalDate.class) {
            return Optional.ofNullable(PLAUSIBLE.get(name)); // mostly one may be missing
        }
        if (type instanceof Class<?> known && known.isEnum()) {
            return Optional.of(((Enum<?>) known.getEnumConstants()[0]).name());
        }
        return Optional.empty();
    }

    private static String name(RequestParam declared, MethodParameter parameter) {
        var name = declared.value().isEmpty() ? declared.name() : declared.value();
        return name.isEmpty() ? parameter.getParameter().getName() : name;
    }
}
