package de.komcert.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** SigmaHQ's rules and regression events, which lie beside the repository and not in it. */
public final class SharedData {

    private static final List<String> FOLDERS =
            List.of("rules", "rules-compliance", "rules-emerging-threats", "rules-placeholder", "rules-threat-hunting");
    private static final JsonMapper JSON = new JsonMapper();

    private SharedData() {}

    /** The folder of SigmaHQ's data; where it is absent the calling test is skipped by name. */
    static Path sigma() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("komcert"))) {
            folder = folder.getParent();
        }
        var data = folder == null
                ? Path.of("missing")
                : folder.resolve("../shared/data/sigma").normalize();
        assumeTrue(Files.isDirectory(data), "../shared/data/sigma is not there");
        return data;
    }

    public static List<Source> ruleSources() {
        var data = sigma();
        var sources = new ArrayList<Source>();
        for (var folder : FOLDERS) {
            for (var file : files(data.resolve(folder), ".yml")) {
                try {
                    sources.add(Source.of(data, file));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        return sources;
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The events of a regression file, which holds one JSON document after the other. */
    static List<Event> events(Path json) {
        var events = new ArrayList<Event>();
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(json))) {
            values.forEachRemaining(node -> events.add(windowsEvent(node.get("Event"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return events;
    }

    // Names as the specification says: System's attributes joined by an underscore, blanks stripped from data names.
    private static Event windowsEvent(JsonNode event) {
        var fields = new LinkedHashMap<String, Object>();
        event.get("System").properties().forEach(entry -> put(fields, entry.getKey(), entry.getValue()));
        for (var section : List.of("EventData", "UserData")) {
            var data = event.get(section);
            if (data != null && data.isObject()) {
                data.properties().forEach(entry -> flattenData(fields, entry.getKey(), entry.getValue()));
            }
        }
        return Event.of(LogSource.UNKNOWN, fields);
    }

    private static void put(Map<String, Object> fields, String name, JsonNode value) {
        if (!value.isObject()) {
            add(fields, name, value);
            return;
        }
        value.properties().forEach(entry -> {
            if (entry.getKey().equals("#attributes")) {
                entry.getValue().properties().forEach(a -> add(fields, name + "_" + a.getKey(), a.getValue()));
            } else if (entry.getKey().equals("#text")) {
                add(fields, name, entry.getValue());
            }
        });
    }

    private static void flattenData(Map<String, Object> fields, String name, JsonNode value) {
        if (name.equals("#attributes")) {
            return;
        }
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> flattenData(
                            fields, entry.getKey().equals("#text") ? name : entry.getKey(), entry.getValue()));
        } else {
            add(fields, name.replace(" ", ""), value);
        }
    }

    private static void add(Map<String, Object> fields, String name, JsonNode value) {
        if (value.isArray()) {
            var list = new ArrayList<Object>();
            value.forEach(item -> list.add(item.isNull() ? null : item.asString()));
            fields.put(name, list);
        } else {
            fields.put(name, value.isNull() ? null : value.asString());
        }
    }
}
