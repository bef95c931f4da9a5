package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Works out which fields of a group the slots of a layout hold; for one scan. */
final class SlotPlans {

    private static final int MAX_MEMOS = 1_000;
    /** Of what fields of longer names say nothing is remembered: their names are made up. */
    private static final int LONGEST_NAME = 1_000;

    private static final int[] NONE = {};

    /**
     * Which slots of a layout hold which fields of a group, and in which of those needles are sought.
     *
     * @param memos what was found in the values of each slot, null where searching is quicker than remembering
     */
    record Plan(
            int[][] fieldsOfSlot,
            int[][] searchedOfSlot,
            @Nullable Memo[] memos,
            int[][] slotsOfField) {}

    /** Which fields of a group the values are that are called by one name, and in which of those needles are sought. */
    private record Called(int[] fields, int[] searched) {}

    private final Group group;
    private final Memo.@Nullable Budget budget;
    private final Map<String, Called> byName = new HashMap<>();
    private final Called ofAnyName;
    /** By the name of a slot, since that decides which fields its values are. */
    private final Map<String, Memo> memos = new HashMap<>();

    /** @param budget of what is remembered; null where nothing is */
    SlotPlans(Group group, Memo.@Nullable Budget budget) {
        this.group = group;
        this.budget = budget;
        var anyName = new ArrayList<Integer>();
        var named = new HashMap<String, List<Integer>>();
        for (int number = 0; number < group.fields().size(); number++) {
            var field = group.fields().get(number);
            if (field.isWholeEvent()) {
                anyName.add(number);
            }
            for (var name : new HashSet<>(field.names())) {
                named.computeIfAbsent(name, n -> new ArrayList<>()).add(number);
            }
        }
        ofAnyName = called(anyName);
        named.forEach((name, fields) -> {
            fields.addAll(anyName);
            Collections.sort(fields);
            byName.put(name, called(fields));
        });
    }

    /** Takes as long as the layout has slots, however many fields the rules ask for. */
    Plan plan(Layout layout) {
        int[][] fieldsOfSlot = new int[layout.size()][];
        int[][] searchedOfSlot = new int[layout.size()][];
        @Nullable Memo[] memosOfSlots = new Memo[layout.size()];
        int[] counts = new int[group.fields().size()];
        for (int slot = 0; slot < layout.size(); slot++) {
            var name = layout.names().get(slot);
            var called = byName.getOrDefault(name, ofAnyName);
            fieldsOfSlot[slot] = called.fields();
            searchedOfSlot[slot] = called.searched();
            memosOfSlots[slot] = memo(name, called.searched());
            for (int field : called.fields()) {
                counts[field]++;
            }
        }
        return new Plan(fieldsOfSlot, searchedOfSlot, memosOfSlots, slotsOfField(fieldsOfSlot, counts));
    }

    private static int[][] slotsOfField(int[][] fieldsOfSlot, int[] counts) {
        int[][] slots = new int[counts.length][];
        Arrays.setAll(slots, field -> counts[field] == 0 ? NONE : new int[counts[field]]);
        for (int slot = fieldsOfSlot.length - 1; slot >= 0; slot--) {
            for (int field : fieldsOfSlot[slot]) {
                slots[field][--counts[field]] = slot;
            }
        }
        return slots;
    }

    private @Nullable Memo memo(String name, int[] fields) {
        var known = memos.get(name);
        if (known != null || budget == null || memos.size() >= MAX_MEMOS || name.length() > LONGEST_NAME) {
            return known;
        }
        for (int field : fields) {
            var haystack = group.fields().get(field).haystack();
            if (haystack != null && haystack.touchesEveryLetter()) {
                var memo = new Memo(budget);
                memos.put(name, memo);
                return memo;
            }
        }
        return null;
    }

    private Called called(List<Integer> fields) {
        return new Called(
                array(fields),
                array(fields.stream()
                        .filter(field -> group.fields().get(field).haystack() != null)
                        .toList()));
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
