package de.komcert.app.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.Golden;
import de.komcert.app.access.OpenToAll;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.web.IdentityServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document against the routes it describes, and what goes in and out as a text to read. */
@IdentityServer
class OpenApiGoldenTests {

    private static final String DOCUMENT = "/api/v1/openapi.json";

    /** Parts of names that no field of an answer may have. */
    private static final List<String> SECRET = List.of(
            "password", "hash", "secret", "salt", "compartment", "key", "totp", "factor", "session", "commitment");

    /** Ends of journals and anchors are printed on every report: that is what they are for. */
    private static final Set<String> MEANT = Set.of(
            "HeadBody.hash",
            "AnchorBody.hash",
            "ReportAnchor.hash",
            "AnalysisBody.rulesHash",
            "AnalysisBody.listsHash",
            "FindingInFullBody.rulesHash");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @LocalServerPort
    int port;

    Program nobody;
    JsonNode document;

    @BeforeEach
    void readTheDocument() {
        nobody = new Program(port, null);
        document = nobody.get(DOCUMENT).json();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var expected = new TreeSet<String>();
        routes.getHandlerMethods().forEach((route, handler) -> {
            for (var path : route.getPatternValues()) {
                if (path.startsWith("/api/") && !path.startsWith("/api/v1/probe")) {
                    route.getMethodsCondition().getMethods().forEach(method -> {
                        var requires = handler.getMethodAnnotation(Requires.class);
                        var scope = requires == null
                                ? "open to all"
                                : requires.value().name();
                        expected.add(method + " " + path + " " + scope);
                        assertThat(requires == null).isEqualTo(handler.hasMethodAnnotation(OpenToAll.class));
                    });
                }
            }
        });
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(operations()
                        .map(operation -> operation.method() + " " + operation.path() + " " + operation.scope())
                        .filter(line -> !line.contains("/api/v1/probe")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyRouteSaysWhatItIsForAndWhatItAnswers() {
        var ids = new TreeSet<String>();
        operations().filter(one -> !one.path().contains("/probe")).forEach(operation -> {
            var node = operation.node();
            assertThat(ids.add(node.get("operationId").asString()))
                    .as("operationId of %s", operation)
                    .isTrue();
            assertThat(node.path("summary").asString(""))
                    .as("summary of %s", operation)
                    .endsWith(".");
            assertThat(node.get("tags")).as("tags of %s", operation).hasSize(1);
            assertThat(node.get("responses").propertyNames())
                    .as("answers of %s", operation)
                    .anyMatch(status -> status.startsWith("2"));
            assertThat(node.path("security"))
                    .as("security of %s", operation)
                    .hasSize(operation.scope().equals("open to all") ? 0 : 1);
        });
        assertThat(document.get("components").get("schemas").get("Problem").get("required"))
                .isNotEmpty();
    }

    @Test
    void itIsTheSameForEverybodyAndKept() {
        var again = nobody.send("GET", DOCUMENT, null, Map.of("Accept-Language", "en", "X-Forwarded-Host", "x"));
        assertThat(again.json()).isEqualTo(document);
        assertThat(nobody.send("GET", DOCUMENT, null, Map.of("If-None-Match", again.tag()))
                        .status())
                .isEqualTo(304);
        assertThat(again.text()).doesNotContain("localhost", "127.0.0.1");
    }

    @Test
    void noAnswerNamesASecret() {
        document.get("components").get("schemas").forEachEntry((schema, node) -> {
            if (schema.endsWith("Sent") || schema.startsWith("New")) {
                return;
            }
            node.path("properties").propertyNames().stream()
                    .filter(field -> !MEANT.contains(schema + "." + field))
                    .forEach(field -> assertThat(SECRET)
                            .as("%s.%s", schema, field)
                            .noneMatch(field.toLowerCase(Locale.ROOT)::contains));
        });
    }

    @Test
    void whatGoesInAndOutIsOnRecord() {
        var text = new StringBuilder();
        operations()
                .filter(one -> !one.path().contains("/probe"))
                .map(Operation::line)
                .sorted()
                .forEach(line -> text.append(line).append('\n'));
        document.get("components").get("schemas").forEachEntry((name, schema) -> {
            text.append('\n').append(name).append('\n');
            var required = strings(schema.path("required"));
            schema.path("properties")
                    .forEachEntry((field, type) -> text.append("  ")
                            .append(field)
                            .append(required.contains(field) ? "" : "?")
                            .append(": ")
                            .append(type(type))
                            .append('\n'));
        });
        Golden.compare("api/golden/document.txt", text.toString());
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonNode node) {

        String scope() {
            return node.path("x-scope").asString("open to all");
        }

        String line() {
            var body = node.at("/requestBody/content");
            var statuses =
                    node.get("responses").propertyNames().stream().sorted().collect(Collectors.joining(" "));
            return "%s %s  %s%n    in %s  out %s  %s"
                    .formatted(method, path, scope(), content(body), content(node.get("responses")), statuses)
                    .replace("\r\n", "\n");
        }

        private static String content(JsonNode node) {
            return node.findValues("schema").stream()
                    .map(OpenApiGoldenTests::type)
                    .filter(type -> !type.equals("string"))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
    }

    private Stream<Operation> operations() {
        return document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
    }

    private static String type(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.has("items")) {
            return type(schema.get("items")) + "[]";
        }
        var values = schema.has("enum") ? " " + String.join("|", strings(schema.get("enum"))) : "";
        var longest = schema.has("maxLength") ? " ≤" + schema.get("maxLength").asInt() : "";
        var format = schema.has("format") ? " " + schema.get("format").asString() : "";
        return schema.path("type").asString("") + format + longest + values;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
