package de.komcert.app.web;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A form that comes back to whoever sent it.
 *
 * @param action where it was sent
 * @param typed what was in its fields
 * @param sentence why it was refused
 */
record Returned(String action, Map<String, String> typed, String sentence) {

    static final String ATTRIBUTE = Returned.class.getName();

    Returned {
        typed = Map.copyOf(typed);
    }

    static Returned of(HttpServletRequest request, String sentence) {
        var typed = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, String.join(",", values)));
        var query = request.getQueryString();
        return new Returned(request.getRequestURI() + (query == null ? "" : "?" + query), typed, sentence);
    }
}
