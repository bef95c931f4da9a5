package de.komcert.app.constituency.web;

import java.util.List;
import java.util.Map;

import de.komcert.app.constituency.Constituency.Order;
import de.komcert.app.constituency.Constituency.Overview;
import de.komcert.app.constituency.EinrichtungType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The list of Einrichtungen and how it was asked for.
 *
 * @param counts how many there are of each type, whatever was searched for
 */
record ListPage(
        String search,
        @Nullable EinrichtungType type,
        Order order,
        Map<EinrichtungType, Integer> counts,
        List<Overview> rows,
        boolean editable) {

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean filtered() {
        return !search.isBlank() || type != null;
    }

    /** The same list in another order. */
    String ordered(Order other) {
        var address = UriComponentsBuilder.fromPath("/einrichtungen").queryParam("sortierung", other.name());
        if (!search.isBlank()) {
            address.queryParam("suche", "{suche}");
        }
        if (type != null) {
            address.queryParam("typ", type.name());
        }
        return address.encode().buildAndExpand(Map.of("suche", search)).toUriString();
    }
}
