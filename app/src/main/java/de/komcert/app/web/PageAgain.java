package de.komcert.app.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * A request for the page of a form, made of the request that sent the form: the same sender and what stood in the address
 * behind the question mark, such as the filter of a list, and nothing of the form's fields.
 */
final class PageAgain extends HttpServletRequestWrapper {

    private final Map<String, String[]> parameters;

    PageAgain(HttpServletRequest request) {
        super(request);
        parameters = parameters(request.getQueryString());
    }

    /** An address that cannot be read asks for nothing in particular. */
    private static Map<String, String[]> parameters(@Nullable String query) {
        var read = new LinkedMultiValueMap<String, String>();
        try {
            for (var pair : query == null ? new String[0] : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    read.add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, String[]>();
        read.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }
}
