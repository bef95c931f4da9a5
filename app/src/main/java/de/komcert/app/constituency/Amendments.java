package de.komcert.app.constituency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes to what is known about Einrichtungen: judged first, written as a whole or not at all. */
@Component
@Transactional
public class Amendments {

    private final Records records;

    Amendments(Records records) {
        this.records = records;
    }

    /** What became of a change. */
    public sealed interface Outcome {

        record Done(EinrichtungId id) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}

        /** Somebody changed the same Einrichtung since it was read. */
        record Outdated() implements Outcome {}
    }

    /**
     * Takes in a new Einrichtung.
     *
     * @param lists for each sheet the records it shall have
     */
    public Outcome register(Map<String, String> entered, Map<Sheet, List<Map<String, String>>> lists) {
        var id = EinrichtungId.random();
        var judged = judged(id, entered, Entry.BLANK);
        var problems = new ArrayList<>(judged.problems());
        var replacements = replacements(id, lists, problems);
        if (!problems.isEmpty()) {
            return new Outcome.Refused(List.copyOf(problems));
        }
        records.put(Sheet.EINRICHTUNGEN, List.of(stored(id.value(), id, judged.entry())));
        replacements.forEach(replacement -> write(id, replacement));
        return new Outcome.Done(id);
    }

    /** Changes the Einrichtung itself; fields that were not entered stay. */
    public Outcome amend(EinrichtungId id, int version, Map<String, String> entered) {
        return replace(id, version, entered, Map.of());
    }

    /**
     * Changes the Einrichtung and puts these lists in the place of those it has.
     *
     * @param lists for each sheet all records it shall have; a sheet that is not named stays
     */
    public Outcome replace(
            EinrichtungId id, int version, Map<String, String> entered, Map<Sheet, List<Map<String, String>>> lists) {
        var before = self(id);
        var judged = judged(id, entered, before.entry());
        var problems = new ArrayList<>(judged.problems());
        var replacements = lists.entrySet().stream()
                .map(list ->
                        Replacement.of(list.getKey(), list.getValue(), id, records.of(list.getKey(), id), problems))
                .toList();
        if (!problems.isEmpty()) {
            return new Outcome.Refused(List.copyOf(problems));
        }
        if (!records.touch(id, version)) {
            return new Outcome.Outdated();
        }
        if (!judged.entry().equals(before.entry())) {
            records.put(Sheet.EINRICHTUNGEN, List.of(stored(id.value(), id, judged.entry())));
        }
        replacements.forEach(replacement -> write(id, replacement));
        return new Outcome.Done(id);
    }

    private List<Replacement> replacements(
            EinrichtungId id, Map<Sheet, List<Map<String, String>>> lists, List<Problem> problems) {
        return lists.entrySet().stream()
                .map(list ->
                        Replacement.of(list.getKey(), list.getValue(), id, records.of(list.getKey(), id), problems))
                .toList();
    }

    private void write(EinrichtungId id, Replacement replacement) {
        if (!replacement.gone().isEmpty()) {
            records.remove(replacement.sheet(), id, replacement.gone());
        }
        records.put(replacement.sheet(), replacement.put());
    }

    /** Adds a record; where there can be only one, it takes the place of the one there is. */
    public Outcome add(EinrichtungId id, Sheet sheet, Map<String, String> entered) {
        self(id);
        var there = sheet.single() && !sheet.history()
                ? records.of(sheet, id).stream().findFirst().map(Stored::id)
                : Optional.<UUID>empty();
        return save(id, sheet, there.orElseGet(UUID::randomUUID), null, entered, Entry.BLANK);
    }

    /** Changes a record. */
    public Outcome change(EinrichtungId id, Sheet sheet, UUID record, int version, Map<String, String> entered) {
        var before = records.one(sheet, id, record).orElseThrow(NotHere::new);
        return save(id, sheet, record, version, entered, before.entry());
    }

    private Outcome save(
            EinrichtungId id,
            Sheet sheet,
            UUID record,
            @Nullable Integer version,
            Map<String, String> entered,
            Entry before) {
        var judged = sheet.judge(entered, before);
        var problems = new ArrayList<>(judged.problems());
        if (!sheet.single() && taken(id, sheet, record, judged.entry())) {
            problems.add(Problem.of(sheet.keyField(), "duplicate"));
        }
        if (!problems.isEmpty()) {
            return new Outcome.Refused(List.copyOf(problems));
        }
        if (version == null) {
            records.touch(List.of(id));
        } else if (!records.touch(id, version)) {
            return new Outcome.Outdated();
        }
        records.put(sheet, List.of(stored(record, id, judged.entry())));
        return new Outcome.Done(id);
    }

    private boolean taken(EinrichtungId id, Sheet sheet, UUID record, Entry entry) {
        return records.of(sheet, id).stream()
                .anyMatch(other ->
                        !other.id().equals(record) && sheet.key(other.entry()).equals(sheet.key(entry)));
    }

    /** Removes a record. What is kept as history cannot be removed. */
    public void remove(EinrichtungId id, Sheet sheet, UUID record) {
        if (sheet.history() || records.one(sheet, id, record).isEmpty()) {
            throw new NotHere();
        }
        records.touch(List.of(id));
        records.remove(sheet, id, List.of(record));
    }

    /** States that one is this to the other, from either side. */
    public Outcome relate(EinrichtungId from, RelationKind kind, EinrichtungId to) {
        return from.equals(to)
                ? new Outcome.Refused(List.of(Problem.of("other", "self")))
                : relate(from, kind, to, true);
    }

    public Outcome unrelate(EinrichtungId from, RelationKind kind, EinrichtungId to) {
        return relate(from, kind, to, false);
    }

    private Outcome relate(EinrichtungId from, RelationKind kind, EinrichtungId to, boolean related) {
        var name = self(from).entry().text("shortName");
        var target = self(to);
        var field = Sheet.EINRICHTUNGEN.fields().stream()
                .filter(candidate -> candidate.kind().equals(new FieldKind.References(kind)))
                .findFirst()
                .orElseThrow()
                .name();
        var names = new TreeSet<>(target.entry().names(field));
        var changed = related ? names.add(name) : names.remove(name);
        if (changed) {
            var texts = new HashMap<>(target.entry().texts());
            texts.put(field, String.join(", ", names));
            records.touch(List.of(from, to));
            records.put(Sheet.EINRICHTUNGEN, List.of(stored(target.id(), to, new Entry(texts))));
        }
        return new Outcome.Done(to);
    }

    private Stored self(EinrichtungId id) {
        return records.of(Sheet.EINRICHTUNGEN, id).stream().findFirst().orElseThrow(NotHere::new);
    }

    private Judged judged(EinrichtungId id, Map<String, String> entered, Entry before) {
        var names = records.names();
        var judged = names.resolve(id, Sheet.EINRICHTUNGEN.judge(entered, before));
        if (!names.takenByOther(id, judged.entry().text("shortName"))) {
            return judged;
        }
        var problems = new ArrayList<>(judged.problems());
        problems.add(Problem.of("shortName", "duplicate"));
        return new Judged(judged.entry(), problems);
    }

    static Stored stored(UUID id, EinrichtungId einrichtung, Entry entry) {
        return new Stored(id, einrichtung, 0, entry, "", Instant.EPOCH); // who and when is set by the database
    }

    /** The records a sheet gets, and those it loses by it. */
    private record Replacement(Sheet sheet, List<Stored> put, List<UUID> gone) {

        static Replacement of(
                Sheet sheet,
                List<Map<String, String>> entered,
                EinrichtungId id,
                List<Stored> present,
                List<Problem> problems) {
            var byKey = present.stream().collect(Collectors.toMap(row -> sheet.key(row.entry()), row -> row));
            var kept = new HashSet<UUID>();
            var keys = new HashSet<String>();
            var put = new ArrayList<Stored>();
            for (int i = 0; i < entered.size(); i++) {
                var place = sheet.path() + "[" + i + "].";
                var judged = sheet.judge(entered.get(i), Entry.BLANK);
                judged.problems()
                        .forEach(problem ->
                                problems.add(new Problem(place + problem.field(), problem.key(), problem.arguments())));
                var key = sheet.key(judged.entry());
                if (judged.right() && !keys.add(key)) {
                    problems.add(Problem.of(place + sheet.keyField(), "duplicate"));
                }
                var before = byKey.get(key);
                if (before != null) {
                    kept.add(before.id());
                }
                if (before == null || !before.entry().equals(judged.entry())) {
                    put.add(stored(idFor(sheet, before), id, judged.entry()));
                }
            }
            var gone = sheet.history()
                    ? List.<UUID>of()
                    : present.stream()
                            .map(Stored::id)
                            .filter(old -> !kept.contains(old))
                            .toList();
            return new Replacement(sheet, put, gone);
        }

        private static UUID idFor(Sheet sheet, @Nullable Stored before) {
            return before == null || sheet.history() ? UUID.randomUUID() : before.id();
        }
    }
}
