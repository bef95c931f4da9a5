package de.komcert.sigma;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.search.Haystack;
import de.komcert.sigma.search.IntRows;
import org.jspecify.annotations.Nullable;

/**
 * The work of a {@link Scan} on the rules of one part.
 *
 * <p>For each event the values its rules ask for are copied side by side into one text. Each is looked up in the memo of
 * its slot, else searched by the haystacks of the fields it is; the needles found wake rules, and only woken rules are
 * evaluated. Nothing is cleared between events: what belongs to the current one carries its number.
 */
// One class, although it is long: the innermost loops of reading, searching and deciding run over the same arrays.
final class PartScan implements Node.Facts, Haystack.Found {

    /** The plans of all groups are kept in so much room, roughly in bytes. */
    private static final long ROOM_FOR_PLANS = PerLayout.ROOM;

    private static final int WEIGHT_OF_A_FIELD = 8;

    /** The room to work in for one group. */
    private static final class Bench {
        private final Group group;
        private final SlotPlans slotPlans;
        private final Map<Layout, SlotPlans.Plan> plans = new IdentityHashMap<>();
        private final int[] needleSeen;
        private final int[] ruleSeen;
        private final int[] dearSeen;
        private final int[] lazySeen;
        private final boolean[] lazyHolds;
        private final int[] candidates;

        Bench(Group group, Memo.@Nullable Budget budget) {
            this.group = group;
            needleSeen = new int[group.needles()];
            ruleSeen = new int[group.rules().size()];
            dearSeen = new int[group.rules().size()];
            candidates = new int[group.rules().size()];
            lazySeen = new int[group.lazyChecks().size()];
            lazyHolds = new boolean[group.lazyChecks().size()];
            slotPlans = new SlotPlans(group, budget);
        }
    }

    private final Detector.Part part;
    private final Memo.@Nullable Budget budget;
    private final Router.Cache<Bench> benches = new Router.Cache<>();
    private final Map<Group, Bench> byGroup = new HashMap<>();

    private final Text text = new Text();
    // Values of the current event: value i stands in text from starts[i] to ends[i]; ends[i] is -1 for null.
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] firstValue = new int[64];
    /** What is known about a value since it came before, null where that is not remembered. */
    private Memo.@Nullable Known[] knownValues = new Memo.Known[64];

    private Bench bench;
    private SlotPlans.Plan plan = new SlotPlans.Plan(new int[0][], new int[0][], new Memo[0], new int[0][]);
    private long planned;
    private int event;
    private int candidateCount;
    private boolean isDear;
    private final List<Rule.Detection> undecided = new ArrayList<>();
    private final List<Rule.Detection> settledFreely = new ArrayList<>();

    // What the search of the current value reports.
    private int firstNeedle;
    private int[] found = new int[64];
    private int foundCount;
    private final Haystack.Search needleSearch = new Haystack.Search(this);

    PartScan(Detector.Part part, boolean remembers) {
        this.part = part;
        this.budget = remembers ? new Memo.Budget() : null;
        this.bench = new Bench(
                new Group(List.of(), List.of(), List.of(), IntRows.of(List.of()), IntRows.of(List.of()), new int[0]),
                null);
    }

    List<Rule.Detection> undecided() {
        return undecided.isEmpty() ? List.of() : List.copyOf(undecided);
    }

    /** Those of the matches that would have exceeded their budget. */
    List<Rule.Detection> settledFreely() {
        return settledFreely;
    }

    List<Rule.Detection> detect(Event next) {
        undecided.clear();
        settledFreely.clear();
        bench = bench(next);
        plan = plan(next.layout());
        event++;
        candidateCount = 0;
        readValues(next);
        searchValues(next.layout().size());
        findDear(Effort.extent(firstValue[next.layout().size()], text.length()));
        return matches();
    }

    private SlotPlans.Plan plan(Layout layout) {
        var kept = bench.plans.get(layout);
        if (kept != null) {
            return kept;
        }
        var made = bench.slotPlans.plan(layout);
        long weight = layout.weight()
                + (long) WEIGHT_OF_A_FIELD * bench.group.fields().size();
        if (layout.size() <= PerLayout.MOST_SLOTS && weight <= ROOM_FOR_PLANS) {
            planned += weight;
            if (planned > ROOM_FOR_PLANS) {
                byGroup.values().forEach(other -> other.plans.clear());
                planned = weight;
            }
            bench.plans.put(layout, made);
        }
        return made;
    }

    private Bench bench(Event next) {
        var known = benches.get(next);
        if (known == null) {
            known = byGroup.computeIfAbsent(part.group(next), group -> new Bench(group, budget));
            benches.put(next, known);
        }
        return known;
    }

    // ---- values ----

    private void readValues(Event next) {
        text.clear();
        int slots = next.layout().size();
        if (firstValue.length <= slots) {
            firstValue = new int[slots * 2];
        }
        int values = 0;
        for (int slot = 0; slot < slots; slot++) {
            firstValue[slot] = values;
            int count = plan.fieldsOfSlot()[slot].length == 0 ? 0 : next.count(slot);
            for (int i = 0; i < count; i++) {
                if (values == starts.length) {
                    starts = Arrays.copyOf(starts, values * 2);
                    ends = Arrays.copyOf(ends, values * 2);
                    knownValues = Arrays.copyOf(knownValues, values * 2);
                }
                knownValues[values] = null;
                starts[values] = text.length();
                if (next.isNull(slot, i)) {
                    ends[values] = -1;
                } else {
                    next.text(slot, i, text);
                    ends[values] = text.length();
                }
                values++;
            }
        }
        firstValue[slots] = values;
    }

    private void searchValues(int slots) {
        for (int slot = 0; slot < slots; slot++) {
            int[] fields = plan.searchedOfSlot()[slot];
            if (fields.length > 0) {
                var memo = plan.memos()[slot];
                for (int value = firstValue[slot]; value < firstValue[slot + 1]; value++) {
                    if (ends[value] >= 0) {
                        searchValue(value, fields, memo);
                    }
                }
            }
        }
    }

    private void searchValue(int value, int[] fields, @Nullable Memo memo) {
        int from = starts[value];
        int to = ends[value];
        if (memo == null || !memo.isWorthIt(to - from)) {
            search(fields, from, to);
            fire(found, foundCount);
            return;
        }
        char[] chars = text.array();
        int hash = Memo.hash(chars, from, to);
        var known = memo.get(hash, chars, from, to);
        if (known == null) {
            search(fields, from, to);
            known = memo.put(hash, chars, from, to, Arrays.copyOf(found, foundCount));
        }
        knownValues[value] = known;
        fire(known.needles(), known.needles().length);
    }

    private void search(int[] fields, int from, int to) {
        foundCount = 0;
        for (int number : fields) {
            var field = bench.group.fields().get(number);
            var haystack = field.haystack();
            if (haystack != null) {
                firstNeedle = field.firstNeedle();
                needleSearch.in(haystack, text.array(), from, to);
            }
        }
    }

    @Override
    public void found(int needle) {
        if (foundCount == found.length) {
            found = Arrays.copyOf(found, foundCount * 2);
        }
        found[foundCount++] = firstNeedle + needle;
    }

    private void fire(int[] needles, int count) {
        int[] seen = bench.needleSeen;
        int[] starts = bench.group.wakes().starts;
        int[] rules = bench.group.wakes().numbers;
        for (int i = 0; i < count; i++) {
            int needle = needles[i];
            if (seen[needle] != event) {
                seen[needle] = event;
                for (int k = starts[needle]; k < starts[needle + 1]; k++) {
                    int rule = rules[k];
                    if (bench.ruleSeen[rule] != event) {
                        bench.ruleSeen[rule] = event;
                        bench.candidates[candidateCount++] = rule;
                    }
                }
            }
        }
    }

    // ---- rules ----

    /** Marks the rules that would exceed their budget, whether something woke them or not. */
    private void findDear(double extent) {
        double budget = part.budget();
        isDear = false;
        if (bench.group.isWithin(budget, extent)) {
            return;
        }
        var rules = bench.group.rules();
        for (int number = 0; number < rules.size(); number++) {
            var rule = rules.get(number);
            if (!rule.isWithin(budget, extent) && rule.rule().effort().in(rule.views(), this::extent) > budget) {
                bench.dearSeen[number] = event;
                isDear = true;
            }
        }
    }

    private double extent(List<String> names) {
        double extent = 0;
        for (int slot : plan.slotsOfField()[bench.group.field(names)]) {
            for (int value = firstValue[slot]; value < firstValue[slot + 1]; value++) {
                extent += ends[value] < 0 ? 0 : Effort.extent(1, ends[value] - starts[value]);
            }
        }
        return extent;
    }

    private List<Rule.Detection> matches() {
        int matched = 0;
        int[] candidates = bench.candidates;
        for (int i = 0; i < candidateCount; i++) {
            if (holds(candidates[i])) {
                candidates[matched++] = candidates[i];
            }
        }
        for (int rule : bench.group.always()) {
            if (holds(rule)) {
                candidates[matched++] = rule;
            }
        }
        if (isDear) {
            matched = decideDear(matched);
        }
        if (matched == 0) {
            return List.of();
        }
        Arrays.sort(candidates, 0, matched);
        var result = new ArrayList<Rule.Detection>(matched);
        var rules = bench.group.rules();
        for (int i = 0; i < matched; i++) {
            result.add(rules.get(candidates[i]).rule());
        }
        return result;
    }

    private boolean holds(int rule) {
        return !(isDear && bench.dearSeen[rule] == event)
                && bench.group.node(rule).holds(this);
    }

    /** Adds those of the dear rules that match for certain to the others that do. */
    private int decideDear(int matched) {
        int all = matched;
        var rules = bench.group.rules();
        for (int number = 0; number < rules.size(); number++) {
            if (bench.dearSeen[number] == event) {
                var rule = rules.get(number);
                switch (rule.node().freely(this)) {
                    case YES -> {
                        bench.candidates[all++] = number;
                        settledFreely.add(rule.rule());
                    }
                    case OPEN -> undecided.add(rule.rule());
                    case NO -> {}
                }
            }
        }
        return all;
    }

    @Override
    public boolean fired(int predicate) {
        var predicates = bench.group.predicates();
        int end = predicates.starts[predicate + 1];
        for (int k = predicates.starts[predicate]; k < end; k++) {
            if (bench.needleSeen[predicates.numbers[k]] == event) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean lazy(int check) {
        if (bench.lazySeen[check] != event) {
            bench.lazySeen[check] = event;
            bench.lazyHolds[check] = holds(check, bench.group.lazyChecks().get(check));
        }
        return bench.lazyHolds[check];
    }

    @Override
    public boolean isFree(int check) {
        return Effort.weight(bench.group.lazyChecks().get(check).matcher()) == 0;
    }

    private boolean holds(int number, Group.LazyCheck check) {
        return switch (check.matcher()) {
            case Matcher.Exists(var expected) -> isThere(check.field()) == expected;
            case Matcher.Null() -> !hasValue(check.field());
            case Matcher.OtherField(var field, var anchor, var cased) -> agrees(check, anchor, cased);
            case Matcher.Text pattern -> anyPasses(number, check, pattern::fits);
            case Matcher.Regex(var expression) ->
                anyPasses(number, check, value -> expression.mayBeIn(value) && expression.isFoundIn(value));
            case Matcher.InNetwork(var network) ->
                anyPasses(number, check, value -> network.contains(value.toString()));
            case Matcher.Number wanted -> anyPasses(number, check, value -> Naive.compares(wanted, value.toString()));
        };
    }

    private interface Test {
        boolean holds(CharSequence value);
    }

    /** For tests that the check and the value decide alone, so that their answers can be remembered. */
    private boolean anyPasses(int number, Group.LazyCheck check, Test test) {
        for (int slot : plan.slotsOfField()[check.field()]) {
            for (int value = firstValue[slot]; value < firstValue[slot + 1]; value++) {
                if (ends[value] >= 0 && passes(number, value, test)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean passes(int number, int value, Test test) {
        var known = knownValues[value];
        int remembered = known == null ? -1 : known.answer(number);
        if (remembered >= 0) {
            return remembered == 1;
        }
        boolean passes = test.holds(value(value));
        if (known != null) {
            known.answered(number, passes);
        }
        return passes;
    }

    private boolean anyText(int field, Test test) {
        for (int slot : plan.slotsOfField()[field]) {
            for (int value = firstValue[slot]; value < firstValue[slot + 1]; value++) {
                if (ends[value] >= 0 && test.holds(value(value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private CharSequence value(int value) {
        return CharBuffer.wrap(text.array(), starts[value], ends[value] - starts[value]);
    }

    private boolean isThere(int field) {
        for (int slot : plan.slotsOfField()[field]) {
            if (firstValue[slot] < firstValue[slot + 1]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasValue(int field) {
        return anyText(field, value -> true);
    }

    private boolean agrees(Group.LazyCheck check, Anchor anchor, boolean cased) {
        return anyText(
                check.otherField(),
                other -> anyText(
                        check.field(), value -> Naive.agree(value.toString(), other.toString(), anchor, cased)));
    }
}
