package de.komcert.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What one scan remembers of the routes that it met. */
class RouterTests {

    private static final LogSource WINDOWS = LogSource.of("windows", null, null);
    private static final LogSource LINUX = LogSource.of("linux", null, null);

    private static final Layout ID = Layout.of(List.of("EventID"));

    private final Router.Cache<String> cache = new Router.Cache<>();

    /** What is kept for the event, and if that is nothing, what is kept from now on. */
    private String kept(Event event, String otherwise) {
        var known = cache.get(event);
        if (known == null) {
            cache.put(event, otherwise);
            return otherwise;
        }
        return known;
    }

    private static MapEvent event(LogSource source, Layout layout, Map<String, String> values) {
        var fields = new LinkedHashMap<String, String>();
        layout.names().forEach(name -> fields.put(name, values.getOrDefault(name, "")));
        return MapEvent.of(source, fields).sharing(layout);
    }

    private static MapEvent withId(String eventId) {
        return event(WINDOWS, ID, Map.of("EventID", eventId));
    }

    @Test
    void eventsOfOneLayoutAreToldApartByWhereTheyComeFrom() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var layouts = List.of(ID, Layout.of(List.of("Channel", "EventID")));
        var expected = new HashMap<List<Object>, String>();
        for (int i = 0; i < 50_000; i++) {
            var layout = layouts.get(random.nextInt(2));
            var source = random.nextBoolean() ? WINDOWS : LINUX;
            var values = Map.of("Channel", "channel" + random.nextInt(3), "EventID", "" + random.nextInt(4));
            var made = "made for number " + i;

            var found = kept(event(source, layout, values), made);

            var route = new ArrayList<Object>(List.of(source));
            layout.names().forEach(name -> route.add(values.get(name)));
            assertThat(found).isEqualTo(expected.computeIfAbsent(route, first -> made));
        }
        assertThat(expected).hasSize(2 * 4 + 2 * 4 * 3);
    }

    @Test
    void routesThatAreMadeUpAreForgottenWithoutBeingMistaken() {
        for (int i = 0; i < 25_000; i++) {
            assertThat(kept(withId("" + i), "of " + i)).isEqualTo("of " + i);
            assertThat(kept(withId("" + i), "again")).isEqualTo("of " + i);
        }

        assertThat(kept(withId("0"), "anew")).isEqualTo("anew");
    }
}
