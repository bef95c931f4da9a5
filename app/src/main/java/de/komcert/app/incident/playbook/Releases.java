package de.komcert.app.incident.playbook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who released which playbook, and who took that back; nothing of it is ever changed or deleted. */
@Component
@Transactional
public class Releases {

    private static final HexFormat HEX = HexFormat.of();

    private static final String SELECT = """
            select id, playbook, version, fingerprint, reviewer, basis, recorded_by, released_at,
                withdrawn_by, withdrawn_at, withdrawn_why from incident.playbook_release
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Releases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that hold, of any playbook and edition, by the fingerprint of their text. */
    @Transactional(readOnly = true)
    public Map<String, Release> holding() {
        return jdbc.sql(SELECT + "where withdrawn_at is null").query((row, _) -> release(row)).list().stream()
                .collect(Collectors.toMap(Release::fingerprint, Function.identity()));
    }

    /** All of a playbook, the latest first. */
    @Transactional(readOnly = true)
    public List<Release> of(String playbook) {
        return jdbc.sql(SELECT + "where playbook = ? order by released_at desc, id")
                .param(playbook)
                .query((row, _) -> release(row))
                .list();
    }

    /**
     * Releases an edition.
     *
     * @param seen the fingerprint of the text that the reviewer had in view
     */
    public void release(Edition edition, String seen, String reviewer, String basis) {
        if (!edition.fingerprint().equals(seen)) {
            throw new Refusal("playbooks.textChanged");
        }
        var who = Typed.line(reviewer);
        var what = Typed.text(basis).strip();
        if (who.isEmpty()) {
            throw new Refusal("playbooks.reviewerMissing");
        }
        if (what.isEmpty()) {
            throw new Refusal("playbooks.basisMissing");
        }
        try {
            jdbc.sql("""
                            insert into incident.playbook_release (id, playbook, version, body, fingerprint, reviewer,
                                basis, person_id, recorded_by, released_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            UUID.randomUUID(),
                            edition.playbook().id(),
                            edition.playbook().version(),
                            edition.text(),
                            HEX.parseHex(seen),
                            who,
                            what,
                            Acting.now().id(),
                            Acting.now().name(),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal("playbooks.releasedAlready");
        }
    }

    /** Takes the release of this text back. */
    public void withdraw(Edition edition, String reason) {
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("playbooks.reasonMissing");
        }
        int ended = jdbc.sql("""
                        update incident.playbook_release set withdrawn_by = ?, withdrawn_at = ?, withdrawn_why = ?
                        where fingerprint = ? and withdrawn_at is null""")
                .params(Acting.now().name(), Timestamp.from(clock.instant()), why, HEX.parseHex(edition.fingerprint()))
                .update();
        if (ended == 0) {
            throw new NotHere();
        }
    }

    private static Release release(ResultSet row) throws SQLException {
        var withdrawn = row.getTimestamp("withdrawn_at");
        return new Release(
                row.getObject("id", UUID.class),
                row.getString("playbook"),
                row.getString("version"),
                HEX.formatHex(row.getBytes("fingerprint")),
                row.getString("reviewer"),
                row.getString("basis"),
                row.getString("recorded_by"),
                row.getTimestamp("released_at").toInstant(),
                withdrawn == null
                        ? null
                        : new Release.Withdrawal(
                                row.getString("withdrawn_by"), withdrawn.toInstant(), row.getString("withdrawn_why")));
    }
}
