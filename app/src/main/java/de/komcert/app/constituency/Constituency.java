package de.komcert.app.constituency;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The Einrichtungen, for everyone who wants to know them. What changes them is in {@link Amendments}. */
@Component
@Transactional(readOnly = true)
public class Constituency {

    private static final int SUGGESTIONS = 20;
    private static final int FEWEST_DIGITS = 3;
    private static final Pattern DIALLED = Pattern.compile("[0-9 +()/.-]+");
    private static final Comparator<Contact> FIRST_THEN_DEPUTIES =
            Comparator.comparing(Contact::role).thenComparing(Contact::deputy).thenComparing(Contact::name);

    /** Every word is found in a name, a domain or a contact, or the whole is part of a telephone number. */
    private static final String FOUND = """
            (:type = '' or t.type = :type) and (
                not exists (
                    select from unnest(string_to_array(:words, ' ')) as word
                    where position(word in t.found_by) = 0
                        and not exists (select from constituency.domain d
                            where d.einrichtung_id = t.id and position(word in d.name) > 0)
                        and not exists (select from constituency.contact c
                            where c.einrichtung_id = t.id and position(word in constituency.fold(c.name)) > 0))
                or :digits <> '' and (
                    position(:digits in constituency.digits(t.phone)) > 0
                    or exists (select from constituency.contact c
                        where c.einrichtung_id = t.id
                            and (position(:digits in constituency.digits(c.phone)) > 0
                                or position(:digits in constituency.digits(c.mobile)) > 0))
                    or exists (select from constituency.trunk k
                        where k.einrichtung_id = t.id
                            and length(constituency.digits(k.first_number)) = length(:number)
                            and :number between constituency.digits(k.first_number)
                                and constituency.digits(k.last_number))))
            order by\s""";

    private final Records records;
    private final JdbcClient jdbc;

    Constituency(Records records, JdbcClient jdbc) {
        this.records = records;
        this.jdbc = jdbc;
    }

    /** How a list is ordered. */
    public enum Order {
        NAME("t.found_by"),
        TYPE("t.type, t.found_by"),
        WORKPLACES("t.workplaces desc nulls last, t.found_by");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * One line of a list.
     *
     * @param providers the short names of its providers
     * @param nis2 null where nobody has classified it
     */
    public record Overview(
            Einrichtung einrichtung, List<String> providers, Nis2.@Nullable Classification nis2, int contacts) {}

    public List<Einrichtung> all() {
        return Records.typed(records.where(Sheet.EINRICHTUNGEN, "true order by t.found_by", Map.of()), Einrichtung::of);
    }

    public Optional<Einrichtung> find(EinrichtungId id) {
        return records.of(Sheet.EINRICHTUNGEN, id).stream().findFirst().map(Einrichtung::of);
    }

    /** Those of these that are known, by name. */
    public List<Einrichtung> those(Collection<EinrichtungId> ids) {
        return Records.typed(
                records.where(Sheet.EINRICHTUNGEN, "t.id = any(:ids) order by t.found_by", Map.of("ids", values(ids))),
                Einrichtung::of);
    }

    /** The few that fit best what a caller says: part of a name, a domain, a contact's name or a telephone number. */
    public List<Einrichtung> search(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        var order = "not starts_with(t.found_by, split_part(:words, ' ', 1)), t.found_by limit " + SUGGESTIONS;
        return Records.typed(found(text, null, order), Einrichtung::of);
    }

    /** The one that a text means: by its name or short name as it is, else the only one that it finds. */
    public Optional<Einrichtung> recognise(String text) {
        var found = search(text);
        var named = found.stream()
                .filter(one -> Stream.of(one.name(), one.shortName())
                        .anyMatch(name -> Field.folded(name).equals(Field.folded(text))))
                .findFirst();
        return named.or(() -> found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty());
    }

    /** All of this type, or of any, that fit the text. */
    public List<Overview> list(String text, @Nullable EinrichtungType type, Order order) {
        var contacts = records.counts(Sheet.KONTAKTE);
        var nis2 = records.all(Sheet.NIS2).stream()
                .collect(Collectors.toMap(
                        Stored::einrichtung, row -> Nis2.of(row).classification()));
        return found(text, type, order.sql).stream()
                .map(row -> new Overview(
                        Einrichtung.of(row),
                        row.entry().names("provider"),
                        nis2.get(row.einrichtung()),
                        contacts.getOrDefault(row.einrichtung(), 0)))
                .toList();
    }

    private List<Stored> found(String text, @Nullable EinrichtungType type, String order) {
        var words = Stream.of(text.replace("\0", " ").strip().split("\\s+"))
                .map(word -> word.replaceFirst("^https?://", "")
                        .replaceFirst("^(.*@|www\\.)", "")
                        .replaceFirst("/.*", ""))
                .map(Field::folded)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        var digits = text.replaceAll("\\D", "").replaceFirst("^0+", "");
        var dialled = DIALLED.matcher(text).matches() && digits.length() >= FEWEST_DIGITS;
        var number =
                PhoneNumber.parse(text).map(known -> known.e164().substring(1)).orElse("");
        return records.where(
                Sheet.EINRICHTUNGEN,
                FOUND + order,
                Map.of(
                        "type",
                        type == null ? "" : type.name(),
                        "words",
                        words,
                        "digits",
                        dialled ? digits : "",
                        "number",
                        number));
    }

    /** How many there are of each type. */
    public Map<EinrichtungType, Integer> counts() {
        return jdbc
                .sql("select type, count(*) as n from constituency.einrichtung group by type")
                .query((row, _) -> Map.entry(EinrichtungType.valueOf(row.getString("type")), row.getInt("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All contacts, by role, each person before their deputies. */
    public List<Contact> contacts(EinrichtungId id) {
        return records.of(Sheet.KONTAKTE, id).stream()
                .map(Contact::of)
                .sorted(FIRST_THEN_DEPUTIES)
                .toList();
    }

    /** A contact and where to reach them. */
    public record Reached(Einrichtung einrichtung, Contact contact) {}

    /** The people whose name and office hold every word of a text. */
    public List<Reached> contactsNamed(String text, int most) {
        var found = records.where(Sheet.KONTAKTE, """
                        not exists (select from unnest(string_to_array(:words, ' ')) as word
                            where position(word in constituency.fold(t.name || ' ' || t.title)) = 0)
                        order by constituency.fold(t.name), t.id limit\s""" + most, Map.of("words", Field.folded(text)));
        var homes = those(found.stream().map(Stored::einrichtung).toList()).stream()
                .collect(Collectors.toMap(Einrichtung::id, Function.identity()));
        return found.stream()
                .map(row -> new Reached(known(homes, row.einrichtung()), Contact.of(row)))
                .toList();
    }

    /**
     * An Einrichtung and its people.
     *
     * @param is what it is to one of those that were asked for, such as its Schulträger; null for one of these itself
     */
    public record Around(Einrichtung einrichtung, @Nullable RelationKind is, List<Contact> contacts) {}

    /**
     * These with their contacts, then whoever is responsible for them with theirs. Three statements, however many they
     * are.
     */
    public List<Around> around(Collection<EinrichtungId> ids) {
        var responsible = new LinkedHashMap<EinrichtungId, RelationKind>();
        jdbc
                .sql("select from_id, kind from constituency.relation where to_id = any(?)")
                .param(values(ids))
                .query((row, _) -> Map.entry(
                        RelationKind.valueOf(row.getString("kind")),
                        new EinrichtungId(row.getObject("from_id", UUID.class))))
                .list()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(relation -> !ids.contains(relation.getValue()))
                .forEach(relation -> responsible.putIfAbsent(relation.getValue(), relation.getKey()));
        var all = Stream.concat(ids.stream(), responsible.keySet().stream()).toList();
        var contacts =
                records.where(Sheet.KONTAKTE, "t.einrichtung_id = any(:ids)", Map.of("ids", values(all))).stream()
                        .collect(Collectors.groupingBy(
                                Stored::einrichtung, Collectors.mapping(Contact::of, Collectors.toList())));
        return those(all).stream()
                .map(one -> new Around(
                        one,
                        responsible.get(one.id()),
                        contacts.getOrDefault(one.id(), List.of()).stream()
                                .sorted(FIRST_THEN_DEPUTIES)
                                .toList()))
                .sorted(Comparator.comparing(Around::is, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    public Optional<Insurer> insurer(EinrichtungId id) {
        return records.of(Sheet.VERSICHERUNGEN, id).stream().findFirst().map(Insurer::of);
    }

    /** The insurers of these; whoever has none is left out. */
    public Map<EinrichtungId, Insurer> insurers(Collection<EinrichtungId> ids) {
        return records.where(Sheet.VERSICHERUNGEN, "t.einrichtung_id = any(:ids)", Map.of("ids", values(ids))).stream()
                .collect(Collectors.toMap(Stored::einrichtung, Insurer::of));
    }

    /** The lists of these, by name; whoever has none is left out. */
    public Map<EinrichtungId, List<ValueList>> lists(Collection<EinrichtungId> ids) {
        return records
                .where(Sheet.LISTEN, "t.einrichtung_id = any(:ids) order by t.name, t.id", Map.of("ids", values(ids)))
                .stream()
                .collect(Collectors.groupingBy(
                        Stored::einrichtung, Collectors.mapping(ValueList::of, Collectors.toList())));
    }

    /** What it is to others, and what others are to it. */
    public List<Relation> relations(EinrichtungId id) {
        record Edge(EinrichtungId from, RelationKind kind, EinrichtungId to) {}
        var edges = jdbc.sql(
                        "select from_id, kind, to_id from constituency.relation where from_id = :id or to_id = :id")
                .param("id", id.value())
                .query((row, _) -> new Edge(
                        new EinrichtungId(row.getObject("from_id", UUID.class)),
                        RelationKind.valueOf(row.getString("kind")),
                        new EinrichtungId(row.getObject("to_id", UUID.class))))
                .list();
        var known = records.where(Sheet.EINRICHTUNGEN, """
                        t.id in (select from_id from constituency.relation where to_id = :id
                            union all select to_id from constituency.relation where from_id = :id
                            union all select :id)""", Map.of("id", id.value())).stream()
                .map(Einrichtung::of)
                .collect(Collectors.toMap(Einrichtung::id, Function.identity()));
        return edges.stream()
                .map(edge -> new Relation(known(known, edge.from()), edge.kind(), known(known, edge.to())))
                .sorted(Comparator.comparing(Relation::kind)
                        .thenComparing(relation -> relation.other(id).shortName()))
                .toList();
    }

    private static UUID[] values(Collection<EinrichtungId> ids) {
        return ids.stream().map(EinrichtungId::value).toArray(UUID[]::new);
    }

    private static Einrichtung known(Map<EinrichtungId, Einrichtung> known, EinrichtungId id) {
        return Optional.ofNullable(known.get(id)).orElseThrow();
    }

    public Optional<Profile> profile(EinrichtungId id) {
        return find(id).map(einrichtung -> new Profile(
                einrichtung,
                contacts(id),
                relations(id),
                insurer(id).orElse(null),
                Records.typed(records.history(Sheet.NIS2, id), Nis2::of),
                sorted(Sheet.DOMAINS, id, Domain::of),
                sorted(Sheet.ADRESSBEREICHE, id, Network::of),
                sorted(Sheet.TELEFONANSCHLUESSE, id, Trunk::of),
                sorted(Sheet.STANDORTE, id, Site::of),
                sorted(Sheet.PRODUKTE, id, Product::of),
                sorted(Sheet.LISTEN, id, ValueList::of)));
    }

    private <T> List<T> sorted(Sheet sheet, EinrichtungId id, Function<Stored, T> type) {
        return records.of(sheet, id).stream()
                .sorted(Comparator.comparing(row -> sheet.key(row.entry())))
                .map(type)
                .toList();
    }

    /** The record as forms show it; for a sheet of single records, {@code id} may be null. */
    public Optional<Stored> record(Sheet sheet, EinrichtungId einrichtung, @Nullable UUID id) {
        return id == null ? records.of(sheet, einrichtung).stream().findFirst() : records.one(sheet, einrichtung, id);
    }
}
