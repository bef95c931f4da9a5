package de.komcert.app.forensics.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads comments with the names of those who wrote them. */
@Component
@Transactional(readOnly = true)
public class Comments {

    private final People people;

    Comments(People people) {
        this.people = people;
    }

    /** Those that a statement asks for by {@code id, words, added_by, added_at}; two statements, however many there are. */
    public List<Comment> read(JdbcClient.StatementSpec asked) {
        record Row(UUID id, String words, PersonId by, Instant at) {}
        var rows = asked.query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("words"),
                        new PersonId(row.getObject("added_by", UUID.class)),
                        row.getTimestamp("added_at").toInstant()))
                .list();
        var names = rows.isEmpty()
                ? Map.<PersonId, String>of()
                : people.names(rows.stream().map(Row::by).distinct().toList());
        return rows.stream()
                .map(row -> new Comment(row.id(), row.words(), names.getOrDefault(row.by(), ""), row.at()))
                .toList();
    }
}
