package de.komcert.app.incident.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which tasks of a playbook come right after which. */
record Followers(Map<String, Set<String>> direct) {

    static Followers of(Playbook playbook) {
        var direct = new HashMap<String, Set<String>>();
        for (var step : playbook.steps()) {
            playbook.predecessors(step)
                    .forEach(before ->
                            direct.computeIfAbsent(before, _ -> new HashSet<>()).add(step.id()));
        }
        return new Followers(direct);
    }

    /** All tasks that come after this one, directly or by others. */
    Stream<String> after(Step step) {
        var seen = new HashSet<String>();
        var queue = new ArrayList<>(direct.getOrDefault(step.id(), Set.of()));
        while (!queue.isEmpty()) {
            var next = queue.removeLast();
            if (seen.add(next)) {
                queue.addAll(direct.getOrDefault(next, Set.of()));
            }
        }
        return seen.stream();
    }
}
