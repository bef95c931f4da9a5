package de.komcert.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses of the app's pages, read from its sources, so that a new page cannot be forgotten here. */
final class Routes {

    private static final Path SOURCES = Path.of("..", "app", "src", "main", "java");
    private static final Pattern MAPPING = Pattern.compile("@GetMapping\\((?:value = |path = )?([^),]+)");
    private static final Pattern CONSTANT = Pattern.compile("static final String (\\w+) = ([^;]+);");
    private static final Pattern PART = Pattern.compile("\"[^\"]*\"|[\\w.]+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What answers with a file or a stream, or to a script. */
    private static final Pattern NO_PAGE = Pattern.compile(
            "/api/.*|.*\\.(csv|json|pdf|zip)|.*/live|/vorfaelle/\\{}/dateien/\\{}|/vorfaelle/\\{}/uebertragungen/.*");

    private Routes() {}

    /** All page routes, with each variable part as {@code {}}. */
    static Set<String> pages() {
        var routes = new TreeSet<String>();
        var shared = constants(read(SOURCES.resolve("de/komcert/app/identity/web/SecurityConfiguration.java")));
        for (var source : sources()) {
            var known = new HashMap<>(shared);
            known.putAll(constants(source));
            MAPPING.matcher(source)
                    .results()
                    .map(found -> value(found.group(1), known))
                    .forEach(routes::add);
        }
        routes.removeIf(route -> NO_PAGE.matcher(route).matches());
        assertThat(routes).contains("/", "/login/code", "/vorfaelle/{}", "/einrichtungen/{}/{}/neu");
        return routes;
    }

    /** The route an address belongs to. */
    static String of(String path, Set<String> routes) {
        var plain = path.replaceFirst("[?#].*", "");
        if (routes.contains(plain)) {
            return plain;
        }
        var withoutIds = ID.matcher(plain).replaceAll("{}");
        return routes.stream()
                .filter(route -> fits(route, withoutIds))
                .min(Comparator.comparing((String route) -> route.split("\\{", -1).length))
                .orElse(withoutIds);
    }

    private static boolean fits(String route, String path) {
        return path.matches(route.replace("{}", "[^/]+"));
    }

    private static String value(String expression, Map<String, String> constants) {
        return parts(expression)
                .map(part -> part.replaceFirst("^\\w+\\.", ""))
                .map(part -> part.startsWith("\"") ? part.substring(1, part.length() - 1) : constant(part, constants))
                .collect(Collectors.joining())
                .replaceAll("\\{[^}]*}", "{}");
    }

    /** The strings and names that an expression joins. */
    private static Stream<String> parts(String expression) {
        return PART.matcher(expression).results().map(MatchResult::group);
    }

    private static String constant(String name, Map<String, String> constants) {
        var value = constants.get(name);
        assertThat(value).as("the constant %s in a mapping", name).isNotNull();
        return value;
    }

    private static Map<String, String> constants(String source) {
        var constants = new HashMap<String, String>();
        CONSTANT.matcher(source).results().forEach(found -> {
            if (found.group(2).matches("(\"[^\"]*\"|\\w+)(\\s*\\+\\s*(\"[^\"]*\"|\\w+))*")) {
                constants.put(found.group(1), resolved(found.group(2), constants));
            }
        });
        return constants;
    }

    private static String resolved(String expression, Map<String, String> constants) {
        return parts(expression)
                .map(part ->
                        part.startsWith("\"") ? part.substring(1, part.length() - 1) : constants.getOrDefault(part, ""))
                .collect(Collectors.joining());
    }

    private static List<String> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("api")) // what only programs ask for
                    .map(Routes::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
