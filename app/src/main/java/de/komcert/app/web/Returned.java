package de.komcert.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A form that comes back to whoever sent it.
 *
 * @param action where it was sent
 * @param query what stood in that address from the question mark on, which its page is shown with; empty where nothing did
 * @param typed what was in its fields
 * @param sentence why it was refused
 */
record Returned(String action, String query, Map<String, String> typed, String sentence) {

    static final String ATTRIBUTE = Returned.class.getName();

    private static final int SHORT = 20;

    Returned {
        typed = Map.copyOf(typed);
    }

    /** What somebody wrote, to be shown where its form is no longer on the page. */
    List<String> texts() {
        return typed.values().stream()
                .filter(text -> text.length() > SHORT && text.contains(" "))
                .sorted()
                .toList();
    }

    static Returned of(HttpServletRequest request, String sentence) {
        var typed = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, String.join(",", values)));
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new Returned(request.getRequestURI() + query, query, typed, sentence);
    }
}
