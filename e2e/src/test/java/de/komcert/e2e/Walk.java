package de.komcert.e2e;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** Follows every link from page to page, as whoever is signed in. */
final class Walk {

    private static final Set<String> ROUTES = Routes.pages();

    private Walk() {}

    /**
     * Walks on from these addresses.
     *
     * @param examples how many pages of a route are loaded; they look alike, and a few are enough in case one is empty
     * @param look what to do on the first page of each route
     * @return the routes that were reached
     */
    static Set<String> from(Page page, List<String> starts, int examples, Runnable look) {
        var waiting = new ArrayDeque<>(starts);
        var known = new HashSet<>(starts);
        var loaded = new HashMap<String, Integer>();
        while (!waiting.isEmpty()) {
            var path = waiting.poll();
            var route = Routes.of(path, ROUTES);
            if (!ROUTES.contains(route) || loaded.getOrDefault(route, 0) == examples) {
                continue;
            }
            assertThat(page.navigate(path).status()).as("status of %s", path).isEqualTo(200);
            if (loaded.merge(route, 1, Integer::sum) == 1) {
                look.run();
            }
            links(page).stream().filter(known::add).forEach(waiting::add);
        }
        return new TreeSet<>(loaded.keySet());
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('a[href]')]
                    .filter(a => a.origin === location.origin)
                    .map(a => a.pathname + (a.search.includes('sprache') ? '' : a.search))""");
    }
}
