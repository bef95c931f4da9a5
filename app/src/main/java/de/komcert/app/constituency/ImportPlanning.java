package de.komcert.app.constituency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Compares a file with what is known, row by row, and goes on after every problem. */
final class ImportPlanning {

    /** The column of all files about parts of an Einrichtung that names it. */
    static final String OWNER = "einrichtung";

    private final Sheet sheet;
    private final Names names;
    private final Map<String, Stored> known;
    private final CsvFile file;
    private final List<String> header;
    private final List<ImportPlan.Finding> findings = new ArrayList<>();
    private final List<ImportPlan.Change> changes = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private int unchanged;

    ImportPlanning(Sheet sheet, String text, Names names, List<Stored> present) {
        this.sheet = sheet;
        this.names = names;
        this.known = present.stream().collect(Collectors.toMap(row -> key(row.einrichtung(), row.entry()), row -> row));
        this.file = CsvFile.parse(text);
        this.header = file.header().stream().map(ImportPlanning::column).toList();
    }

    static List<String> headers(Sheet sheet) {
        return Stream.concat(
                        sheet.part() ? Stream.of(OWNER) : Stream.empty(),
                        sheet.fields().stream().map(Field::header))
                .toList();
    }

    private static Set<String> requiredHeaders(Sheet sheet) {
        return Stream.concat(
                        sheet.part() ? Stream.of(OWNER) : Stream.empty(),
                        sheet.fields().stream().filter(Field::required).map(Field::header))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String column(String cell) {
        return Field.folded(cell).replaceAll("[ -]", "_");
    }

    ImportPlan plan() {
        if (headerFits()) {
            if (!sheet.part()) {
                file.rows().forEach(this::announce);
            }
            file.rows().forEach(this::plan);
        }
        if (file.brokenAt() > 0) {
            find(file.brokenAt(), "", Problem.of("", "quote"));
        }
        return new ImportPlan(sheet, List.copyOf(changes), unchanged, List.copyOf(findings));
    }

    private boolean headerFits() {
        var missing = requiredHeaders(sheet);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            find(1, "", Problem.of("", "missingColumns", String.join(", ", missing)));
        }
        var allowed = headers(sheet);
        var met = new LinkedHashSet<String>();
        for (int i = 0; i < header.size(); i++) {
            var written = file.header().get(i);
            if (!allowed.contains(header.get(i))) {
                find(1, written, Problem.of("", "unknownColumn", String.join(", ", allowed)));
            } else if (!met.add(header.get(i))) {
                find(1, written, Problem.of("", "columnTwice"));
            }
        }
        return missing.isEmpty();
    }

    /** Lets rows of this file refer to each other, whatever their order. */
    private void announce(CsvFile.Row row) {
        var shortName = sheet.judge(named(row), Entry.BLANK).entry().text("shortName");
        if (!shortName.isEmpty()) {
            names.add(names.find(shortName).map(Names.Name::id).orElseGet(EinrichtungId::random), shortName);
        }
    }

    private void plan(CsvFile.Row row) {
        if (row.cells().size() != header.size()) {
            find(row.line(), "", Problem.of("", "cells", row.cells().size(), header.size()));
            return;
        }
        var entered = named(row);
        var first = sheet.judge(entered, Entry.BLANK).entry();
        var owner = owner(row, first);
        var before = owner.map(name -> known.get(key(name.id(), first))).orElse(null);
        var judged = sheet.judge(entered, before == null ? Entry.BLANK : before.entry());
        if (!sheet.part() && owner.isPresent()) {
            judged = names.resolve(owner.get().id(), judged);
        }
        for (var problem : judged.problems()) {
            find(row.line(), headerOf(problem.field()), problem);
        }
        if (owner.isPresent()
                && sheet.identifies(judged.entry())
                && firstOfItsKind(row, owner.get(), judged.entry())
                && judged.right()) {
            note(row, owner.get(), before, judged.entry());
        }
    }

    private Optional<Names.Name> owner(CsvFile.Row row, Entry first) {
        if (!sheet.part()) {
            return names.find(first.text("shortName"));
        }
        var text = row.cells().get(header.indexOf(OWNER)).strip();
        var owner = names.find(text);
        if (owner.isEmpty()) {
            find(
                    row.line(),
                    OWNER,
                    text.isEmpty() ? Problem.of(OWNER, "required") : Problem.of(OWNER, "reference", text));
        }
        return owner;
    }

    private boolean firstOfItsKind(CsvFile.Row row, Names.Name owner, Entry entry) {
        var before = seen.putIfAbsent(key(owner.id(), entry), row.line());
        if (before != null) {
            var field = sheet.single() ? OWNER : headerOf(sheet.keyField());
            find(row.line(), field, Problem.of(field, "rowTwice", Long.toString(before)));
        }
        return before == null;
    }

    private void note(CsvFile.Row row, Names.Name owner, @Nullable Stored before, Entry after) {
        if (before != null && before.entry().equals(after)) {
            unchanged++;
            return;
        }
        changes.add(new ImportPlan.Change(
                row.line(),
                id(owner, before),
                owner.id(),
                owner.shortName(),
                before == null,
                before == null ? Entry.BLANK : before.entry(),
                after));
    }

    private UUID id(Names.Name owner, @Nullable Stored before) {
        if (!sheet.part()) {
            return owner.id().value();
        }
        return before == null || sheet.history() ? UUID.randomUUID() : before.id();
    }

    private Map<String, String> named(CsvFile.Row row) {
        var byHeader = new HashMap<String, String>();
        for (int i = 0; i < Math.min(header.size(), row.cells().size()); i++) {
            byHeader.putIfAbsent(header.get(i), row.cells().get(i));
        }
        return sheet.named(byHeader);
    }

    private String headerOf(String field) {
        return sheet.fields().stream()
                .filter(candidate -> candidate.name().equals(field))
                .findFirst()
                .map(Field::header)
                .orElse(field);
    }

    private String key(EinrichtungId einrichtung, Entry entry) {
        return sheet.part() ? einrichtung + "\n" + sheet.key(entry) : sheet.key(entry);
    }

    private void find(long line, String column, Problem problem) {
        findings.add(new ImportPlan.Finding(line, column, problem));
    }
}
