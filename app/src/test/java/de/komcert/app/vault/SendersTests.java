package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A compartment sees what is being sent into it; its sender alone goes on with it, and only as long as they belong to it. */
class SendersTests extends SendingsCase {

    @Test
    void membersSeeItAndOnlyItsSenderGoesOn() throws IOException {
        var content = content(2 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP));

        assertThat(as(colleague, () -> sendings.in(compartment)))
                .singleElement()
                .satisfies(one -> assertThat(one.by()).isEqualTo(member.person()));
        assertThat(as(stranger, () -> sendings.in(compartment))).isEmpty();
        for (var other : List.of(colleague, stranger)) {
            for (var id : List.of(sending.id(), FileId.random())) {
                assertThatThrownBy(() -> as(other, () -> taken(id, STEP, piece(content, STEP, STEP))))
                        .isInstanceOf(NotHere.class);
                assertThatThrownBy(() -> as(other, () -> {
                            new TransactionTemplate(transactions).executeWithoutResult(_ -> sendings.cancel(id));
                            return true;
                        }))
                        .isInstanceOf(NotHere.class);
            }
        }
        assertThatThrownBy(() -> as(stranger, () -> begun(compartment, 1))).isInstanceOf(NotHere.class);
        assertThat(at(sending)).isEqualTo(STEP);
    }

    @Test
    void theTableAndItsFunctionsGiveOthersNothing() {
        var sending = begin(STEP);
        var template = new TransactionTemplate(transactions);
        List<?> seen = as(
                stranger,
                () -> template.execute(
                        _ -> jdbc.sql("select * from vault.sending").query().listOfRows()));
        assertThat(seen).isEmpty();
        for (var sql : List.of(
                "update vault.sending set kept_until = now() where id = '%s'",
                "delete from vault.sending where id = '%s'")) {
            for (var other : List.of(colleague, stranger)) {
                int changed = as(
                        other,
                        () -> template.execute(
                                _ -> jdbc.sql(sql.formatted(sending.id())).update()));
                assertThat(changed).as(sql).isZero();
            }
        }
        for (var call : List.of("vault.end_sendings(now())", "vault.sendings(array[]::uuid[])")) {
            for (var actor : List.of(member, stranger)) {
                assertThatThrownBy(() -> as(
                                actor,
                                () -> template.execute(
                                        _ -> jdbc.sql("select " + call).query().listOfRows())))
                        .as(call)
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("only the job vault");
            }
        }
        assertThatThrownBy(() -> as(
                        colleague,
                        () -> template.execute(
                                _ -> jdbc.sql("insert into vault.sending values (gen_random_uuid(), ?, ?, 1, now())")
                                        .params(compartment.value(), member.id())
                                        .update())))
                .as("in somebody else's name")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoeverIsRemovedSendsNothingMore() throws IOException {
        var content = content(2 * STEP);
        var theirs = as(colleague, () -> begun(compartment, content.length));
        as(colleague, () -> taken(theirs.id(), 0, piece(content, 0, STEP)));

        Acting.run(member, () -> compartments.remove(compartment, colleague.person()));
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), STEP, piece(content, STEP, STEP))))
                .isInstanceOf(NotHere.class);
        Acting.run(member, () -> compartments.admit(compartment, colleague.person()));
        assertThat(as(colleague, () -> sendings.in(compartment))).isEmpty();
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), STEP, piece(content, STEP, STEP))))
                .isInstanceOf(NotHere.class);
        clear(WEEK);
        assertThat(names()).isEmpty();
    }

    @Test
    void whoeverIsRemovedWhileSendingHasSentNothing() {
        var content = content(STEP);
        var theirs = as(colleague, () -> begun(compartment, content.length));
        var removes = new InputStream() {
            private int at;

            @Override
            public int read() {
                if (at == content.length) {
                    Acting.run(member, () -> compartments.remove(compartment, colleague.person()));
                }
                return at < content.length ? content[at++] & 0xff : -1;
            }
        };
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), 0, removes)))
                .isInstanceOf(NotHere.class);
        assertThat(as(member, () -> vault.in(compartment))).isEmpty();
    }
}
