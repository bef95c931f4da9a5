package de.komcert.app.constituency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.constituency.FieldKind.Choice;
import de.komcert.app.constituency.FieldKind.Line;
import de.komcert.app.constituency.FieldKind.Lines;
import de.komcert.app.constituency.FieldKind.Paragraph;
import de.komcert.app.constituency.FieldKind.Plain;
import de.komcert.app.constituency.FieldKind.References;

/**
 * A kind of record about Einrichtungen: its fields, and what tells two records apart.
 *
 * <p>Forms, files and the API all show and judge these fields; a further kind of record needs a constant here, a table,
 * and texts.
 */
public enum Sheet {
    /** The Einrichtungen themselves, with those who answer for them by short name. */
    EINRICHTUNGEN(
            "einrichtung",
            List.of("shortName"),
            required("shortName", "kurzname", new Line(60)),
            required("name", "name", new Line(200)),
            required("type", "typ", new Choice(EinrichtungType.class)),
            field("ags", "ags", Plain.AGS),
            field("phone", "telefon", Plain.PHONE),
            field("inhabitants", "einwohner", Plain.COUNT),
            field("pupils", "schueler", Plain.COUNT),
            field("staff", "beschaeftigte", Plain.COUNT),
            field("workplaces", "arbeitsplaetze", Plain.COUNT),
            field("servers", "server", Plain.COUNT),
            field("procedures", "fachverfahren", Plain.COUNT),
            field("note", "hinweis", new Paragraph(2000)),
            field("schoolAuthority", "schultraeger", new References(RelationKind.SCHULTRAEGER)),
            field("provider", "dienstleister", new References(RelationKind.DIENSTLEISTER)),
            field("supervisor", "aufsicht", new References(RelationKind.AUFSICHT)),
            field("owner", "traeger", new References(RelationKind.TRAEGER))),

    /** Whom to reach. */
    KONTAKTE(
            "contact",
            List.of("role", "name"),
            required("role", "rolle", new Choice(ContactRole.class)),
            required("name", "name", new Line(120)),
            field("title", "funktion", new Line(120)),
            field("deputy", "vertretung", Plain.YES_NO),
            field("phone", "telefon", Plain.PHONE),
            field("mobile", "mobil", Plain.PHONE),
            field("mail", "mail", Plain.MAIL),
            field("reachability", "erreichbarkeit", new Paragraph(500))),

    DOMAINS(
            "domain",
            List.of("name"),
            required("name", "domain", Plain.DOMAIN),
            field("note", "hinweis", new Line(200))),

    ADRESSBEREICHE(
            "network",
            List.of("block"),
            required("block", "bereich", Plain.ADDRESSES),
            field("note", "hinweis", new Line(200))),

    TELEFONANSCHLUESSE(
            "trunk",
            List.of("firstNumber"),
            required("firstNumber", "von", Plain.PHONE),
            required("lastNumber", "bis", Plain.PHONE),
            field("carrier", "anbieter", new Line(120)),
            field("product", "anlage", new Line(120)),
            field("customerNumber", "kundennummer", new Line(60))),

    STANDORTE(
            "site",
            List.of("name"),
            required("name", "standort", new Line(120)),
            required("address", "anschrift", new Paragraph(300))),

    PRODUKTE(
            "product",
            List.of("vendor", "name"),
            required("vendor", "hersteller", new Line(120)),
            required("name", "produkt", new Line(120)),
            field("version", "version", new Line(60)),
            field("exposed", "aus_dem_internet", Plain.YES_NO)),

    /** What rules for logs refer to as {@code %DomainControllers%} and the like. */
    LISTEN(
            "value_list",
            List.of("name"),
            required("name", "liste", Plain.LIST_NAME),
            required("entries", "werte", new Lines(20_000))),

    /** At most one for each Einrichtung. */
    VERSICHERUNGEN(
            "insurer",
            List.of(),
            required("name", "versicherer", new Line(120)),
            field("hotline", "hotline", Plain.PHONE),
            field("policyNumber", "police", new Line(60)),
            required("askBeforeForensics", "vor_forensik_fragen", Plain.YES_NO),
            field("conditions", "bedingungen", new Paragraph(2000))),

    /** The last one counts; those before stay. */
    NIS2(
            "nis2",
            List.of(),
            required("classification", "einstufung", new Choice(Nis2.Classification.class)),
            required("decidedBy", "festgelegt_von", new Line(120)),
            required("decidedOn", "am", Plain.DAY),
            required("reason", "begruendung", new Paragraph(2000)));

    private static final List<String> WAYS_TO_REACH = List.of("phone", "mobile", "mail");

    private final String table;
    private final List<String> key;
    private final List<Field> fields;

    Sheet(String table, List<String> key, Field... fields) {
        this.table = table;
        this.key = key;
        this.fields = List.of(fields);
    }

    private static Field required(String name, String header, FieldKind kind) {
        return new Field(name, header, kind, true);
    }

    private static Field field(String name, String header, FieldKind kind) {
        return new Field(name, header, kind, false);
    }

    public List<Field> fields() {
        return fields;
    }

    /** The fields a form shows: all but the references, which have a page of their own. */
    public List<Field> formFields() {
        return columns();
    }

    /** Whether its records belong to an Einrichtung, rather than being one. */
    public boolean part() {
        return this != EINRICHTUNGEN;
    }

    /** Whether an Einrichtung has at most one current record of this kind. */
    public boolean single() {
        return key.isEmpty();
    }

    /** Whether a change adds a record and keeps those before. */
    public boolean history() {
        return this == NIS2;
    }

    /** The name in addresses and of files, such as {@code kontakte}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Sheet> ofPath(String path) {
        return Stream.of(values()).filter(sheet -> sheet.path().equals(path)).findFirst();
    }

    String table() {
        return table;
    }

    List<Field> columns() {
        return fields.stream().filter(Field::isColumn).toList();
    }

    /** What tells this record apart from others of the same Einrichtung, or the Einrichtung from others. */
    String key(Entry entry) {
        return key.stream().map(field -> Field.folded(entry.text(field))).collect(Collectors.joining("\n"));
    }

    /** Whether enough of a record is right to tell it apart from others. */
    boolean identifies(Entry entry) {
        return entry.texts().keySet().containsAll(key);
    }

    /** The field that names a record, to put a problem of the whole record beside. */
    String keyField() {
        return key.isEmpty() ? fields.getFirst().name() : key.getLast();
    }

    /** What a person calls this record. */
    public String title(Entry entry) {
        return (key.isEmpty() ? List.of(fields.getFirst().name()) : key)
                .stream().map(entry::text).collect(Collectors.joining(" "));
    }

    /** Judges all fields; one that was not entered keeps its text of before. */
    Judged judge(Map<String, String> entered, Entry before) {
        var texts = new LinkedHashMap<String, String>();
        var problems = new ArrayList<Problem>();
        for (var field : fields) {
            var text = entered.get(field.name());
            switch (field.judge(text == null ? before.text(field.name()) : text)) {
                case Judgement.Accepted(var canonical) -> texts.put(field.name(), canonical);
                case Judgement.Rejected(var kind, var arguments) ->
                    problems.add(Problem.of(field.name(), kind, arguments.toArray()));
            }
        }
        var entry = new Entry(texts);
        problems.addAll(together(entry));
        return new Judged(entry, problems);
    }

    /** What is wrong with fields that are right one by one. */
    private List<Problem> together(Entry entry) {
        if (this == KONTAKTE && WAYS_TO_REACH.stream().allMatch(way -> absent(entry, way))) {
            return List.of(Problem.of(WAYS_TO_REACH.getFirst(), "unreachable"));
        }
        if (this == EINRICHTUNGEN && entry.text("shortName").contains(",")) {
            return List.of(Problem.of("shortName", "comma")); // it would end there in a list of references
        }
        if (this == TELEFONANSCHLUESSE && !block(entry)) {
            return List.of(Problem.of("lastNumber", "block"));
        }
        return List.of();
    }

    private static boolean absent(Entry entry, String field) {
        return entry.texts().containsKey(field) && entry.text(field).isEmpty();
    }

    private static boolean block(Entry entry) {
        var first = entry.phone("firstNumber");
        var last = entry.phone("lastNumber");
        return first == null || last == null || Trunk.within(first, first, last);
    }

    /** The fields in which two records differ. */
    public List<Difference> differences(Entry before, Entry after) {
        return fields.stream()
                .map(field -> new Difference(field, before.text(field.name()), after.text(field.name())))
                .filter(difference -> !difference.before().equals(difference.after()))
                .toList();
    }

    /** A field and its text before and after. */
    public record Difference(Field field, String before, String after) {}

    /** The texts under their names in files turned into texts under the names of fields. */
    Map<String, String> named(Map<String, String> byHeader) {
        var named = new HashMap<String, String>();
        for (var field : fields) {
            var text = byHeader.get(field.header());
            if (text != null) {
                named.put(field.name(), text);
            }
        }
        return named;
    }
}
