package de.komcert.app.incident.journal;

import java.util.ArrayList;
import java.util.List;

import de.komcert.app.access.CompartmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the numbers of the entries that a page shows, in the database, so that a long journal is never read whole. */
@Component
class JournalSearch {

    /** A text that is no longer JSON was tampered with; it is searched as it stands, so that it can still be found. */
    private static final String WORDS =
            "case when t.body is json object then concat(t.body::json ->> 'author', ' ', t.body::json ->> 'text')"
                    + " else t.body end";

    private static final String KIND = "case when t.body is json object then t.body::json ->> 'kind' end";

    private final JdbcClient jdbc;

    JournalSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of one page, and where the pages beside it begin. */
    record Found(List<Long> numbers, JournalExcerpt.@Nullable Place newer, JournalExcerpt.@Nullable Place older) {}

    Found numbers(CompartmentId compartment, JournalExcerpt.Wanted wanted, JournalExcerpt.Place place) {
        return switch (place) {
            case JournalExcerpt.Place.Top _ -> older(compartment, wanted, Long.MAX_VALUE, false);
            case JournalExcerpt.Place.Before(var number) -> older(compartment, wanted, number, true);
            case JournalExcerpt.Place.After(var number) -> newer(compartment, wanted, number);
        };
    }

    private Found older(CompartmentId compartment, JournalExcerpt.Wanted wanted, long before, boolean newerToo) {
        var numbers = select(compartment, wanted, "l.number < ? order by l.number desc", before);
        var page = page(numbers);
        return new Found(
                page,
                newerToo ? new JournalExcerpt.Place.After(page.isEmpty() ? before - 1 : page.getFirst()) : null,
                numbers.size() > page.size() ? new JournalExcerpt.Place.Before(page.getLast()) : null);
    }

    private Found newer(CompartmentId compartment, JournalExcerpt.Wanted wanted, long after) {
        var numbers = select(compartment, wanted, "l.number > ? order by l.number", after);
        var page = page(numbers);
        return new Found(
                page,
                numbers.size() > page.size() ? new JournalExcerpt.Place.After(page.getLast()) : null,
                new JournalExcerpt.Place.Before(page.isEmpty() ? after + 1 : page.getFirst()));
    }

    /** One more than a page holds, which tells whether there are further ones. */
    private List<Long> select(
            CompartmentId compartment, JournalExcerpt.Wanted wanted, String direction, long boundary) {
        var sql = new StringBuilder("select l.number from audit.link l left join audit.text t"
                + " using (compartment_id, number) where l.compartment_id = ?");
        var parameters = new ArrayList<Object>(List.of(compartment.value()));
        if (!wanted.kinds().isEmpty()) {
            sql.append(" and ").append(KIND).append(" = any (?)");
            parameters.add(wanted.kinds().stream().map(Enum::name).toArray(String[]::new));
        }
        for (var word :
                wanted.words().isEmpty() ? new String[0] : wanted.words().split("\\s+")) {
            sql.append(" and ").append(WORDS).append(" ilike ?");
            parameters.add("%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        sql.append(" and ").append(direction).append(" limit ?");
        parameters.add(boundary);
        parameters.add(JournalExcerpt.LENGTH + 1);
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query((row, _) -> row.getLong("number"))
                .list();
    }

    private static List<Long> page(List<Long> numbers) {
        return numbers.subList(0, Math.min(numbers.size(), JournalExcerpt.LENGTH));
    }
}
