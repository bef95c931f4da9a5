package de.komcert.app.proof;

import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** An address of the program, as the mappings say it. */
record Route(RequestMethod method, String pattern, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    /** All of them but those that tests add. */
    static List<Route> all(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> !entry.getValue().getBeanType().getName().contains("$")) // the probes of tests
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> methods(entry.getKey().getMethodsCondition().getMethods().stream())
                                .map(method -> new Route(method, pattern, entry.getValue()))))
                .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::method))
                .toList();
    }

    private static Stream<RequestMethod> methods(Stream<RequestMethod> declared) {
        var methods = declared.toList();
        return methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream();
    }

    boolean reads() {
        return method == RequestMethod.GET;
    }

    /** Whether it answers as long as somebody listens. */
    boolean streams() {
        return pattern.endsWith("/live");
    }

    boolean api() {
        return pattern.startsWith("/api/");
    }

    /** The type of the bodies it reads: files as they are, everything else as JSON. */
    String takes() {
        var streamed = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == InputStream.class);
        return streamed ? "application/octet-stream" : "application/json";
    }

    /** The names of the variables in the path, in their order. */
    List<String> variables() {
        return VARIABLE.matcher(pattern).results().map(found -> found.group(1)).toList();
    }

    /** Whether this variable of the path is an id, and not a word such as the name of a task. */
    boolean isId(String variable) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(PathVariable.class))
                .filter(parameter -> variable.equals(name(parameter.getParameter())))
                .allMatch(parameter -> parameter.getParameterType() != String.class);
    }

    private static String name(Parameter parameter) {
        var declared = parameter.getAnnotation(PathVariable.class).value();
        return declared.isEmpty() ? parameter.getName() : declared;
    }

    boolean leadsTo(String path) {
        return PathPatternParser.defaultInstance
                .parse(pattern)
                .matches(PathContainer.parsePath(path.replaceFirst("[?#].*", "")));
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
