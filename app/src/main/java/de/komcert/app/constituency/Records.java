package de.komcert.app.constituency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.web.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The records of all sheets in the database, where each field has a column of its proper type.
 *
 * <p>Every method issues a number of statements that does not depend on the number of records.
 */
@Component
@Transactional
class Records {

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Stored> all(Sheet sheet) {
        return where(sheet, "true", Map.of());
    }

    List<Stored> of(Sheet sheet, EinrichtungId einrichtung) {
        return where(sheet, owner(sheet) + " = :einrichtung", Map.of("einrichtung", einrichtung.value()));
    }

    Optional<Stored> one(Sheet sheet, EinrichtungId einrichtung, UUID id) {
        return where(
                        sheet,
                        owner(sheet) + " = :einrichtung and t.id = :id",
                        Map.of("einrichtung", einrichtung.value(), "id", id))
                .stream()
                .findFirst();
    }

    /** The current records that meet a condition on {@code t}; of a history, the last of each Einrichtung. */
    List<Stored> where(Sheet sheet, String condition, Map<String, ?> parameters) {
        var latest = sheet.history()
                ? " and t.number = (select max(h.number) from constituency.%s h where h.einrichtung_id = t.einrichtung_id)"
                        .formatted(sheet.table())
                : "";
        return select(sheet, condition + latest, parameters);
    }

    /** All records of a history, the last first. */
    List<Stored> history(Sheet sheet, EinrichtungId einrichtung) {
        return select(
                sheet,
                owner(sheet) + " = :einrichtung order by t.number desc",
                Map.of("einrichtung", einrichtung.value()));
    }

    private List<Stored> select(Sheet sheet, String condition, Map<String, ?> parameters) {
        var columns = sheet.fields().stream().map(field -> read(field) + " as " + label(field));
        return jdbc.sql(
                        "select t.id, %s as einrichtung, %s as version, t.changed_by, t.changed_at, %s from constituency.%s t where %s"
                                .formatted(
                                        owner(sheet),
                                        sheet.part() ? "0" : "t.version",
                                        columns.collect(Collectors.joining(", ")),
                                        sheet.table(),
                                        condition))
                .params(parameters)
                .query((row, _) -> stored(sheet, row))
                .list();
    }

    /** Keeps the columns of a sheet apart from those every record has. */
    private static String label(Field field) {
        return "field_" + field.column();
    }

    private static String owner(Sheet sheet) {
        return sheet.part() ? "t.einrichtung_id" : "t.id";
    }

    private static Stored stored(Sheet sheet, ResultSet row) throws SQLException {
        var texts = new LinkedHashMap<String, String>();
        for (var field : sheet.fields()) {
            texts.put(field.name(), row.getString(label(field)));
        }
        return new Stored(
                row.getObject("id", UUID.class),
                new EinrichtungId(row.getObject("einrichtung", UUID.class)),
                row.getInt("version"),
                new Entry(texts),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    /** The canonical text of a column. */
    private static String read(Field field) {
        var column = "t.\"" + field.column() + "\"";
        return switch (field.kind()) {
            case FieldKind.References(var relation) -> """
                    coalesce((select string_agg(o.short_name, ', ' order by o.short_name collate "C")
                        from constituency.relation r join constituency.einrichtung o on o.id = r.from_id
                        where r.to_id = t.id and r.kind = '%s'), '')""".formatted(relation.name());
            case FieldKind.Plain plain ->
                switch (plain) {
                    case YES_NO -> "case when %s then '%s' else '%s' end".formatted(column, Field.YES, Field.NO);
                    case COUNT, DAY -> "coalesce(%s::text, '')".formatted(column);
                    case ADDRESSES -> column + "::text";
                    case AGS, PHONE, MAIL, DOMAIN, LIST_NAME -> column;
                };
            case FieldKind.Line _, FieldKind.Paragraph _, FieldKind.Lines _, FieldKind.Choice _ -> column;
        };
    }

    /** The value of a column, made from its canonical text. */
    private static String write(Field field, String text) {
        return field.kind() instanceof FieldKind.Plain plain
                ? switch (plain) {
                    case YES_NO -> "%s = '%s'".formatted(text, Field.YES);
                    case COUNT -> "nullif(%s, '')::integer".formatted(text);
                    case DAY -> "%s::date".formatted(text);
                    case ADDRESSES -> "%s::cidr".formatted(text);
                    case AGS, PHONE, MAIL, DOMAIN, LIST_NAME -> text;
                }
                : text;
    }

    /** Adds these records, or changes those that are there already. */
    void put(Sheet sheet, List<Stored> records) {
        if (records.isEmpty()) {
            return;
        }
        var fields = sheet.columns();
        var names = fields.stream().map(field -> "\"" + field.column() + "\"").toList();
        var values = IntStream.range(0, fields.size()).mapToObj(i -> write(fields.get(i), "n.f" + i));
        var aliases = IntStream.range(0, fields.size()).mapToObj(i -> "f" + i);
        var arrays = fields.stream().map(_ -> "?::text[]");
        var update = names.stream().map(name -> name + " = excluded." + name);
        var sql =
                "insert into constituency.%s (id, %schanged_by, %s) select n.id, %s?, %s from unnest(?::uuid[], ?::uuid[], %s) as n (id, owner, %s)"
                        .formatted(
                                sheet.table(),
                                sheet.part() ? "einrichtung_id, " : "",
                                String.join(", ", names),
                                sheet.part() ? "n.owner, " : "",
                                values.collect(Collectors.joining(", ")),
                                arrays.collect(Collectors.joining(", ")),
                                aliases.collect(Collectors.joining(", ")));
        if (!sheet.history()) {
            sql +=
                    " on conflict (id) do update set changed_by = excluded.changed_by, changed_at = excluded.changed_at, "
                            + update.collect(Collectors.joining(", "));
        }
        var parameters = new ArrayList<Object>();
        parameters.add(Acting.now().name());
        parameters.add(records.stream().map(Stored::id).toArray(UUID[]::new));
        parameters.add(
                records.stream().map(record -> record.einrichtung().value()).toArray(UUID[]::new));
        for (var field : fields) {
            parameters.add(records.stream()
                    .map(record -> record.entry().text(field.name()))
                    .toArray(String[]::new));
        }
        try {
            jdbc.sql(sql).params(parameters).update();
        } catch (DuplicateKeyException _) {
            // Somebody was quicker: what was judged as free is taken now.
            throw new Refusal("constituency.refused.meanwhile");
        }
        if (!sheet.part()) {
            relate(records);
        }
    }

    private void relate(List<Stored> einrichtungen) {
        var ids = einrichtungen.stream().map(Stored::id).toArray(UUID[]::new);
        jdbc.sql("delete from constituency.relation where to_id = any(?)")
                .param(ids)
                .update();
        var kinds = new ArrayList<String>();
        var froms = new ArrayList<String>();
        var tos = new ArrayList<UUID>();
        for (var one : einrichtungen) {
            for (var field : Sheet.EINRICHTUNGEN.fields()) {
                if (field.kind() instanceof FieldKind.References(var relation)) {
                    for (var name : one.entry().names(field.name())) {
                        kinds.add(relation.name());
                        froms.add(name);
                        tos.add(one.id());
                    }
                }
            }
        }
        jdbc.sql("""
                        insert into constituency.relation (from_id, kind, to_id)
                        select o.id, n.kind, n.to_id
                        from unnest(?::text[], ?::text[], ?::uuid[]) as n (short_name, kind, to_id)
                        join constituency.einrichtung o on constituency.fold(o.short_name) = constituency.fold(n.short_name)""")
                .params(froms.toArray(String[]::new), kinds.toArray(String[]::new), tos.toArray(UUID[]::new))
                .update();
    }

    void remove(Sheet sheet, EinrichtungId einrichtung, Collection<UUID> ids) {
        jdbc.sql("delete from constituency.%s where einrichtung_id = ? and id = any(?)".formatted(sheet.table()))
                .params(einrichtung.value(), ids.toArray(UUID[]::new))
                .update();
    }

    Names names() {
        var names = new Names();
        jdbc.sql("select id, short_name from constituency.einrichtung")
                .query((row, _) ->
                        new Names.Name(new EinrichtungId(row.getObject("id", UUID.class)), row.getString("short_name")))
                .list()
                .forEach(name -> names.add(name.id(), name.shortName()));
        return names;
    }

    /** Counts a change to what is known about these. */
    void touch(Collection<EinrichtungId> einrichtungen) {
        jdbc.sql("update constituency.einrichtung set version = version + 1 where id = any(?)")
                .param(einrichtungen.stream()
                        .map(EinrichtungId::value)
                        .distinct()
                        .toArray(UUID[]::new))
                .update();
    }

    /** Counts a change if this is still the version somebody has seen. */
    boolean touch(EinrichtungId einrichtung, int version) {
        return jdbc.sql("update constituency.einrichtung set version = version + 1 where id = ? and version = ?")
                        .params(einrichtung.value(), version)
                        .update()
                == 1;
    }

    /** How many records of a sheet each Einrichtung has. */
    Map<EinrichtungId, Integer> counts(Sheet sheet) {
        return jdbc
                .sql("select einrichtung_id, count(*) as n from constituency.%s group by einrichtung_id"
                        .formatted(sheet.table()))
                .query((row, _) ->
                        Map.entry(new EinrichtungId(row.getObject("einrichtung_id", UUID.class)), row.getInt("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static <T> List<T> typed(List<Stored> rows, Function<Stored, T> type) {
        return rows.stream().map(type).toList();
    }
}
