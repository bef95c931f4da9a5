package de.komcert.logs;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import de.komcert.sigma.Rule;

/**
 * A rule that waits for lists, at least for some files.
 *
 * @param lists what it lacks for files of no Einrichtung, or of one without lists of its own
 * @param own what it lacks at each Einrichtung with lists of its own; nothing where it has them all
 */
public record WaitingRule(Rule.Detection rule, SortedSet<String> lists, SortedMap<String, SortedSet<String>> own) {

    /** Whether it lacks the same for every file. */
    public boolean isSameEverywhere() {
        return own.values().stream().allMatch(lists::equals);
    }

    /** Whether it can match in no file. */
    boolean isEverywhere() {
        return !lists.isEmpty() && own.values().stream().noneMatch(Set::isEmpty);
    }

    /** What it lacks for any file. */
    public SortedSet<String> all() {
        var all = new TreeSet<>(lists);
        own.values().forEach(all::addAll);
        return all;
    }
}
