package de.komcert.app.constituency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.constituency.Amendments.Outcome;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ConstituencyTest
class AmendmentsTests {

    @Autowired
    Amendments amendments;

    @Autowired
    Constituency constituency;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private static <R, X extends Throwable> R analyst(ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(Visitors.ANALYST, work);
    }

    private EinrichtungId registered(String shortName) {
        var outcome = analyst(() -> amendments.register(
                Map.of("shortName", shortName, "name", "Stadt " + shortName, "type", "Stadt"), Map.of()));
        return ((Outcome.Done) outcome).id();
    }

    private static Map<String, String> record(Sheet sheet) {
        return new HashMap<>(
                switch (sheet) {
                    case EINRICHTUNGEN -> throw new IllegalArgumentException();
                    case KONTAKTE -> Map.of("role", "HVB", "name", "Marit Muster", "mobile", "0171 39200-10");
                    case DOMAINS -> Map.of("name", "muster.example");
                    case ADRESSBEREICHE -> Map.of("block", "192.0.2.0/28");
                    case TELEFONANSCHLUESSE ->
                        Map.of("firstNumber", "0221 4710-000", "lastNumber", "0221 4710-099", "carrier", "Muster-Tel");
                    case STANDORTE -> Map.of("name", "Rathaus", "address", "Markt 1\n43100 Muster");
                    case PRODUKTE -> Map.of("vendor", "Muster", "name", "DemoAkte 7", "exposed", "ja");
                    case LISTEN -> Map.of("name", "DomainControllers", "entries", "dc-1\ndc-2");
                    case VERSICHERUNGEN -> Map.of("name", "Musterversicherung", "askBeforeForensics", "ja");
                    case NIS2 ->
                        Map.of(
                                "classification", "wichtig",
                                "decidedBy", "Svenja Rothkamp",
                                "decidedOn", "2026-02-01",
                                "reason", "Größe");
                });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EINRICHTUNGEN")
    void aRecordOfEverySheetIsKeptAsItWasJudged(Sheet sheet) {
        var id = registered("Sheet " + sheet);
        var entered = record(sheet);
        assertThat(analyst(() -> amendments.add(id, sheet, entered))).isEqualTo(new Outcome.Done(id));
        var stored = analyst(() -> constituency.record(sheet, id, null)).orElseThrow();
        assertThat(stored.entry()).isEqualTo(sheet.judge(entered, Entry.BLANK).entry());
        assertThat(stored.changedBy()).isEqualTo(Visitors.ANALYST.name());
        assertThat(analyst(() -> constituency.find(id)).orElseThrow().version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EINRICHTUNGEN")
    void aRecordOfAnotherIsNotHereToBeChangedOrRemoved(Sheet sheet) {
        var mine = registered("Mine " + sheet);
        var theirs = registered("Theirs " + sheet);
        analyst(() -> amendments.add(theirs, sheet, record(sheet)));
        var foreign = analyst(() -> constituency.record(sheet, theirs, null)).orElseThrow();
        assertThatThrownBy(() -> analyst(() -> amendments.change(mine, sheet, foreign.id(), 1, record(sheet))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> Acting.run(Visitors.ANALYST, () -> amendments.remove(mine, sheet, foreign.id())))
                .isInstanceOf(NotHere.class);
        assertThat(analyst(() -> constituency.record(sheet, theirs, foreign.id())))
                .isPresent();
    }

    @Test
    void whatIsThereAlreadyIsNotAddedTwice() {
        var id = registered("Doppelt");
        analyst(() -> amendments.add(id, Sheet.KONTAKTE, record(Sheet.KONTAKTE)));
        var again = record(Sheet.KONTAKTE);
        again.put("name", "MARIT muster");
        assertThat(analyst(() -> amendments.add(id, Sheet.KONTAKTE, again)))
                .isEqualTo(new Outcome.Refused(List.of(Problem.of("name", "duplicate"))));
        assertThat(analyst(() ->
                        amendments.register(Map.of("shortName", "DOPPELT", "name", "x", "type", "Stadt"), Map.of())))
                .isEqualTo(new Outcome.Refused(List.of(Problem.of("shortName", "duplicate"))));
    }

    @Test
    void whoComesSecondIsToldAndChangesNothing() {
        var id = registered("Zweiter");
        assertThat(analyst(() -> amendments.amend(id, 1, Map.of("name", "Erste Fassung"))))
                .isEqualTo(new Outcome.Done(id));
        assertThat(analyst(() -> amendments.amend(id, 1, Map.of("name", "Zweite Fassung"))))
                .isEqualTo(new Outcome.Outdated());
        assertThat(analyst(() -> constituency.find(id)).orElseThrow().name()).isEqualTo("Erste Fassung");
    }

    @Test
    void relationsAreSetAndTakenFromEitherSide() {
        var town = registered("Träger");
        var school = registered("Schule");
        analyst(() -> amendments.relate(town, RelationKind.SCHULTRAEGER, school));
        analyst(() -> amendments.relate(town, RelationKind.SCHULTRAEGER, school));
        assertThat(analyst(() -> constituency.relations(school)))
                .singleElement()
                .satisfies(relation -> assertThat(relation.other(school).id()).isEqualTo(town));
        assertThat(analyst(() -> constituency.relations(town))).hasSize(1);
        assertThat(analyst(() -> amendments.relate(town, RelationKind.AUFSICHT, town)))
                .isInstanceOf(Outcome.Refused.class);
        analyst(() -> amendments.unrelate(town, RelationKind.SCHULTRAEGER, school));
        assertThat(analyst(() -> constituency.relations(school))).isEmpty();
    }

    @Test
    void aClassificationCanNeitherBeChangedNorRemovedByTheApplication() {
        var id = registered("Unveränderlich");
        analyst(() -> amendments.add(id, Sheet.NIS2, record(Sheet.NIS2)));
        for (var sql : List.of("update constituency.nis2 set reason = 'x'", "delete from constituency.nis2")) {
            assertThatThrownBy(() -> analyst(
                            () -> transactions.execute(_ -> jdbc.sql(sql).update())))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void withoutAnActorTheDatabaseRefuses() {
        assertThatThrownBy(() -> jdbc.sql("select count(*) from constituency.einrichtung")
                        .query(Integer.class)
                        .single())
                .hasStackTraceContaining("no actor is set");
    }

    @Test
    void whatIsNotThereIsNotHere() {
        var nobody = new EinrichtungId(UUID.randomUUID());
        assertThatThrownBy(() -> analyst(() -> amendments.amend(nobody, 1, Map.of())))
                .isInstanceOf(NotHere.class);
        assertThat(analyst(() -> constituency.profile(nobody))).isEmpty();
    }
}
