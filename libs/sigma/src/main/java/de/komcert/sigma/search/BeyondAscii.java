package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Needles that have a character beyond ASCII, found by that character. To the other searches all such characters are one
 * letter, so that each umlaut of a text would bring up each of these needles.
 */
final class BeyondAscii {

    private record Place(int needle, int offset) {}

    private final char[] keys;
    private final Place[][] places;

    /** @param texts number of each needle, and its text, folded, which {@link #has} such a character */
    BeyondAscii(Map<Integer, String> texts) {
        var uses = new HashMap<Integer, Integer>();
        texts.values().forEach(text -> text.chars().distinct().forEach(c -> uses.merge(c, 1, Integer::sum)));
        var byKey = new TreeMap<Character, List<Place>>();
        texts.forEach((needle, text) -> {
            int key = text.chars()
                    .filter(c -> c >= 128)
                    .boxed()
                    .min(Comparator.comparing(uses::get))
                    .orElseThrow();
            byKey.computeIfAbsent((char) key, c -> new ArrayList<>()).add(new Place(needle, text.indexOf(key)));
        });
        keys = new char[byKey.size()];
        places = new Place[byKey.size()][];
        int count = 0;
        for (var entry : byKey.entrySet()) {
            keys[count] = entry.getKey();
            places[count++] = entry.getValue().toArray(new Place[0]);
        }
    }

    static boolean has(String text) {
        return text.chars().anyMatch(c -> c >= 128);
    }

    boolean isEmpty() {
        return keys.length == 0;
    }

    void search(char[] folded, int from, int to, Haystack.Candidates candidates) {
        for (int i = from; i < to; i++) {
            int key = folded[i] < 128 ? -1 : Arrays.binarySearch(keys, folded[i]);
            if (key >= 0) {
                for (var place : places[key]) {
                    candidates.mayBeAt(place.needle(), i - place.offset());
                }
            }
        }
    }
}
