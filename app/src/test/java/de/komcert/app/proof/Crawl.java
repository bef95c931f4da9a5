package de.komcert.app.proof;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import de.komcert.app.identity.web.Browser;

/** Follows every link from a page on, as somebody does who tries them all, and keeps what came back. */
final class Crawl {

    /** Of pages that look alike, such as those of 89 Einrichtungen, so many are enough. */
    private static final int ALIKE = 2;

    private final List<Route> routes;
    private final Predicate<String> wanted;
    private final Map<String, Browser.Answer> pages = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    private Crawl(List<Route> routes, Predicate<String> wanted) {
        this.routes = routes;
        this.wanted = wanted;
    }

    /** All pages that links lead to from here, among those wanted. */
    static Map<String, Browser.Answer> from(
            Browser browser, String start, List<Route> routes, Predicate<String> wanted) {
        var crawl = new Crawl(routes, wanted);
        crawl.walk(browser, start);
        return crawl.pages;
    }

    private void walk(Browser browser, String start) {
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var path = open.poll();
            if (pages.containsKey(path) || !countsStill(path)) {
                continue;
            }
            var answer = browser.get(path);
            pages.put(path, answer);
            if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
                answer.page().select("a[href]").forEach(link -> {
                    var href = link.attr("href").replaceFirst("#.*", "");
                    if (href.startsWith("/") && wanted.test(href)) {
                        open.add(href);
                    }
                });
            }
        }
    }

    private boolean countsStill(String path) {
        var kind = routes.stream()
                .filter(route -> route.reads() && route.leadsTo(path))
                .map(Route::pattern)
                .findFirst()
                .orElse(path);
        var address = path.replaceFirst("\\?.*", "");
        // A list can be filtered by everything together with everything: what comes first stands for the rest.
        var query = path.contains("?") ? path.replaceAll(".*\\?|=.*", "") : "";
        return seen.merge((address.contains("-") ? kind : address) + "?" + query, 1, Integer::sum) <= ALIKE;
    }
}
