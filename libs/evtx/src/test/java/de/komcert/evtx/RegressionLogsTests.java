package de.komcert.evtx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each log that proves a Sigma rule lies beside its events as JSON, written by another reader. The fields must be equal.
 * That reader left out the braces of GUIDs and wrote them in upper case, cut times to microseconds and blanks from the
 * end of texts; here both sides are brought to that.
 */
class RegressionLogsTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "sigma/regression_data";
    /** Its JSON says Explorer.exe where the bytes of its log say Explorer.EXE. */
    private static final String EDITED_BY_HAND = "ad691d92-15f2-4181-9aa4-723c74f9ddc3";

    @Test
    void allOfThemAreThere() {
        assertThat(SharedData.logs(FOLDER)).hasSize(106);
    }

    @TestFactory
    Stream<DynamicTest> fieldsAreEqualToThoseOfAnotherReader() {
        return SharedData.logs(FOLDER).stream()
                .map(log -> DynamicTest.dynamicTest(log.getFileName().toString(), () -> compare(log)));
    }

    private static void compare(Path log) throws IOException {
        var json = log.resolveSibling(log.getFileName().toString().replace(".evtx", ".json"));
        var expected = new ArrayList<Map<String, String>>();
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(json))) {
            while (documents.hasNext()) {
                var document = documents.next();
                for (var event : document.isArray() ? document : List.of(document)) {
                    expected.add(flat(event));
                }
            }
        }
        var reading = Reading.of(log);

        if (log.getFileName().toString().startsWith(EDITED_BY_HAND)) {
            expected.getFirst()
                    .computeIfPresent(
                            "/Event/EventData/ParentCommandLine",
                            (field, text) -> text.replace("Explorer.exe", "Explorer.EXE"));
        }
        assertThat(reading.damaged()).isEmpty();
        assertThat(reading.whole()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(flat(JSON.readTree(reading.whole().get(i)))).containsExactlyEntriesOf(expected.get(i));
        }
    }

    private static Map<String, String> flat(JsonNode event) {
        var fields = new TreeMap<String, String>();
        flatten("", event, fields);
        return fields;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(member -> flatten(path + "/" + member.getKey(), member.getValue(), fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "/" + i, node.get(i), fields);
            }
        } else {
            fields.put(path, node.isString() ? common(node.asString()) : node.toString());
        }
    }

    private static String common(String text) {
        if (text.matches("\\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}")) {
            return text.substring(1, 37).toUpperCase(Locale.ROOT);
        }
        return text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6})\\d*Z$", "$1Z")
                .stripTrailing();
    }
}
