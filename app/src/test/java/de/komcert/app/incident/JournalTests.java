package de.komcert.app.incident;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.audit.Verification;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTests extends IncidentCase {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Environment environment;

    Incident incident;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Anlass", false);
    }

    @Test
    void theApplicationCanNeitherChangeNorDeleteAnEntry() {
        var tries = List.of(
                "update audit.text set body = 'x'",
                "delete from audit.text",
                "update audit.link set number = number",
                "delete from audit.link",
                "delete from audit.head",
                "truncate audit.text");
        for (var statement : tries) {
            assertThatThrownBy(() -> Acting.as(
                            analyst,
                            () -> new TransactionTemplate(transactions)
                                    .execute(_ -> jdbc.sql(statement).update())))
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(verified()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void oneChangedByteIsFoundInItsPlace() throws SQLException {
        var entry = written("Der Server steht still.");
        written("Danach noch ein Eintrag.");
        asOwner(
                "update audit.text set body = replace(body, 'still', 'stell') where compartment_id = '%s' and number = %d"
                        .formatted(incident.compartment(), entry.number()));
        assertThat(verified()).isEqualTo(new Verification.Broken(entry.number(), Verification.Fault.TEXT));
    }

    @Test
    void aLostLastEntryIsFound() throws SQLException {
        var entry = written("Der letzte Eintrag.");
        for (var table : List.of("text", "link")) {
            asOwner("delete from audit.%s where compartment_id = '%s' and number = %d"
                    .formatted(table, incident.compartment(), entry.number()));
        }
        assertThat(verified()).isEqualTo(new Verification.Broken(entry.number(), Verification.Fault.END_MISSING));
    }

    @Test
    void anEntryIsCorrectedByAFurtherOne() {
        var wrong = written("Um 7 Uhr.");
        Acting.run(analyst, () -> {
            var right = journal.write(incident.compartment(), "Um 8 Uhr.", clock.instant(), wrong.number());
            assertThat(right.corrects()).isEqualTo(wrong.number());
            assertThat(journal.entries(incident.compartment())).contains(wrong, right);
            refused(
                    "journal.nothingToCorrect",
                    () -> journal.write(incident.compartment(), "Text", clock.instant(), right.number() + 1));
        });
    }

    @Test
    void nothingHappensInTheFutureAndNothingIsEmpty() {
        Acting.run(analyst, () -> {
            var late = clock.instant().plus(Duration.ofMinutes(3));
            refused("journal.future", () -> journal.write(incident.compartment(), "Text", late, null));
            refused("journal.empty", () -> journal.write(incident.compartment(), " \n\u0000", clock.instant(), null));
            assertThat(journal.write(incident.compartment(), "Text", late.minusSeconds(60), null))
                    .isNotNull();
        });
    }

    private JournalEntry written(String text) {
        return Cases.as(analyst, () -> journal.write(incident.compartment(), text, clock.instant(), null));
    }

    private Verification verified() {
        return Cases.as(analyst, () -> journal.verify(incident.compartment()));
    }

    /** As somebody who holds the database itself. */
    private void asOwner(String change) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("komcert.database.url"),
                        environment.getRequiredProperty("komcert.database.owner"),
                        environment.getRequiredProperty("komcert.database.owner-password"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isEqualTo(1);
        }
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
