package de.komcert.app.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** The routes of the API as the OpenAPI document names them; those after which others would fail come last. */
record Routes(JsonNode document) {

    static Routes read(Program program) {
        return new Routes(program.get("/api/v1/openapi.json").json());
    }

    /** One method of one path, with the example of its body. */
    record Route(String method, String path, JsonNode node) {

        String id() {
            return node.get("operationId").asString();
        }

        String scope() {
            return node.path("x-scope").asString("");
        }

        boolean reads() {
            return method.equals("GET");
        }

        boolean takesJson() {
            return node.at("/requestBody/content").has("application/json");
        }

        boolean takesFile() {
            return node.at("/requestBody/content").has("application/octet-stream");
        }

        /** The example of the body, or null where there is none. */
        Object body() {
            var content = node.at("/requestBody/content");
            return content.isMissingNode() || takesFile()
                    ? null
                    : content.has("text/csv")
                            ? content.get("text/csv").get("example").asString()
                            : content.get("application/json").get("example");
        }

        List<String> statuses() {
            return List.copyOf(node.get("responses").propertyNames());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    Stream<Route> all() {
        var routes = new TreeMap<String, Route>(Comparator.comparing((String name) -> name.contains("/abschluss"))
                .thenComparing(name -> name.contains("/ausschluss"))
                .thenComparing(name -> name.startsWith("DELETE"))
                .thenComparing(name -> !name.startsWith("GET"))
                .thenComparing(Comparator.naturalOrder()));
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, node) -> {
                    var route = new Route(method.toUpperCase(Locale.ROOT), path, node);
                    if (!path.startsWith("/api/v1/probe")) {
                        routes.put(route.toString(), route);
                    }
                }));
        return routes.values().stream();
    }

    /** The fields of the body that the route takes, by name. */
    JsonNode fields(Route route) {
        var schema = route.node()
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString();
        return document.at(schema.substring(1)).get("properties");
    }
}
