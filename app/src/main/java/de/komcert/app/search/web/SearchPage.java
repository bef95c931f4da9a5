package de.komcert.app.search.web;

import java.util.List;

import de.komcert.app.search.Finder;
import de.komcert.app.search.Hit;
import de.komcert.app.shared.Tlp;

/** What was found, in groups that are not empty. */
record SearchPage(String sought, List<Group> groups) {

    /** What one feature found. */
    record Group(String name, List<Hit> hits) {

        boolean full() {
            return hits.size() >= Finder.MOST;
        }
    }

    int count() {
        return groups.stream().mapToInt(group -> group.hits().size()).sum();
    }

    /** The strictest marking of what the page shows. */
    Tlp tlp() {
        return groups.stream()
                .flatMap(group -> group.hits().stream())
                .map(Hit::tlp)
                .reduce(Tlp.AMBER, Tlp::join);
    }
}
