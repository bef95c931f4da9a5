package de.komcert.app.constituency;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.ConstituencyImport.Applied;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ConstituencyTest
class ConstituencyImportTests {

    /** What one import may send, for any number of rows: names, what is there, and three that write. */
    private static final int STATEMENTS = 8;

    @Autowired
    ConstituencyImport files;

    @Autowired
    Constituency constituency;

    @Autowired
    Amendments amendments;

    @Autowired
    CountedStatements statements;

    private static <R, X extends Throwable> R analyst(ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(Visitors.ANALYST, work);
    }

    private static List<String> told(ImportPlan plan) {
        return plan.findings().stream()
                .map(finding -> "%d %s %s"
                        .formatted(
                                finding.line(),
                                finding.column(),
                                finding.problem().key().substring("constituency.problem.".length())))
                .toList();
    }

    private Einrichtung one(String shortName) {
        return analyst(constituency::all).stream()
                .filter(one -> one.shortName().equalsIgnoreCase(shortName))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesEveryProblemWithLineAndColumnAndWritesNothing() {
        var plan = analyst(() -> files.apply(Sheet.EINRICHTUNGEN, """
                kurzname;name;typ;telefon;einwohner;dienstleister
                Falsch-1;Stadt Eins;Dorf;4711;viele;Niemand
                ;Stadt Zwei;Stadt;;;
                Falsch-3;Stadt Drei;Stadt
                Falsch-4;Stadt Vier;Stadt;;;Falsch-4

                falsch-4;Stadt Fünf;Stadt;;;
                """));
        assertThat(told(plan))
                .containsExactly(
                        "2 typ choice",
                        "2 telefon phone",
                        "2 einwohner count",
                        "2 dienstleister reference",
                        "3 kurzname required",
                        "4  cells",
                        "5 dienstleister self",
                        "7 kurzname rowTwice");
        assertThat(analyst(() -> constituency.search("Falsch"))).isEmpty();
    }

    @Test
    void aHeaderThatDoesNotFitIsToldAsAWhole() {
        var plan = analyst(() -> files.preview(Sheet.KONTAKTE, "einrichtung;rolle;handy;rolle\n"));
        assertThat(told(plan)).containsExactly("1  missingColumns", "1 handy unknownColumn", "1 rolle columnTwice");
        assertThat(told(analyst(() -> files.preview(Sheet.KONTAKTE, "")))).containsExactly("1  missingColumns");
    }

    @Test
    void anOpenQuoteIsOneProblemAmongOthers() {
        var plan = analyst(() -> files.preview(
                Sheet.EINRICHTUNGEN, "kurzname;name;typ\nQ-1;Eins;Dorf\nQ-2;\"Zwei;Stadt\nQ-3;Drei;Stadt\n"));
        assertThat(told(plan)).containsExactly("2 typ choice", "3  quote");
    }

    @Test
    void showsOldAndNewOfWhatChangesAndKeepsColumnsThatAreMissing() {
        analyst(
                () -> files.apply(
                        Sheet.EINRICHTUNGEN,
                        "kurzname;name;typ;telefon;einwohner\nÄndern;Stadt Ändern;Stadt;0221 4710-001;100\nBleibt;Stadt Bleibt;Stadt;;\n"));
        var text =
                "KURZNAME,Typ,name,einwohner\nändern,Gemeinde,Stadt Ändern,\nBleibt,Stadt,Stadt Bleibt,\nNeu-1,Stadt,Stadt Neu,5\n";
        var plan = analyst(() -> files.preview(Sheet.EINRICHTUNGEN, text));
        assertThat(told(plan)).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(1);
        assertThat(plan.added()).extracting(ImportPlan.Change::owner).containsExactly("Neu-1");
        assertThat(plan.changed())
                .singleElement()
                .satisfies(change -> assertThat(change.differences(plan.sheet()))
                        .extracting(difference ->
                                difference.field().header() + ": " + difference.before() + " -> " + difference.after())
                        .containsExactly("kurzname: Ändern -> ändern", "typ: STADT -> GEMEINDE", "einwohner: 100 -> "));
        assertThat(one("Ändern").type()).as("a preview writes nothing").isEqualTo(EinrichtungType.STADT);

        analyst(() -> files.apply(Sheet.EINRICHTUNGEN, text));
        var changed = one("ändern");
        assertThat(changed.type()).isEqualTo(EinrichtungType.GEMEINDE);
        assertThat(changed.size().inhabitants()).isNull();
        assertThat(changed.phone()).hasToString("0221 4710-001");
        assertThat(changed.version()).isEqualTo(3);
    }

    @Test
    void rowsOfOneFileReferToEachOtherInAnyOrder() {
        var plan = analyst(
                () -> files.apply(
                        Sheet.EINRICHTUNGEN,
                        "kurzname;name;typ;schultraeger;dienstleister\nRef-Schule;Schule;Schule;ref-stadt;Ref-IT, Ref-Stadt\nRef-Stadt;Stadt;Stadt;;Ref-IT\nRef-IT;IT;IT-Dienstleister;;\n"));
        assertThat(told(plan)).isEmpty();
        var school = analyst(() -> constituency.profile(one("Ref-Schule").id())).orElseThrow();
        assertThat(school.carriedBy(RelationKind.SCHULTRAEGER))
                .extracting(Einrichtung::shortName)
                .containsExactly("Ref-Stadt");
        assertThat(school.carriedBy(RelationKind.DIENSTLEISTER))
                .extracting(Einrichtung::shortName)
                .containsExactly("Ref-IT", "Ref-Stadt");
        var provider = analyst(() -> constituency.profile(one("Ref-IT").id())).orElseThrow();
        assertThat(provider.carries(RelationKind.DIENSTLEISTER))
                .extracting(Einrichtung::shortName)
                .containsExactly("Ref-Schule", "Ref-Stadt");
    }

    @Test
    void formulasGoOutHarmlessAndComeBackAsTheyWere() {
        var bytes = "kurzname;name;typ;hinweis\nFormel;'=HYPERLINK(\"x\");Stadt;'@SUM(A1)\n"
                .replace("\"x\"", "x")
                .getBytes(Charset.forName("windows-1252"));
        analyst(() ->
                files.apply(Sheet.EINRICHTUNGEN, ConstituencyImport.text(bytes).orElseThrow()));
        assertThat(one("Formel").name()).isEqualTo("=HYPERLINK(x)");
        var exported = analyst(() -> files.export(Sheet.EINRICHTUNGEN));
        assertThat(exported).contains(";'=HYPERLINK(x);").contains(";'@SUM(A1);");
        var again = analyst(() -> files.preview(Sheet.EINRICHTUNGEN, exported));
        assertThat(again.changes()).isEmpty();
        assertThat(told(again)).isEmpty();
    }

    @Test
    void fiveThousandRowsNeedAsManyStatementsAsOne() throws Exception {
        var header = "kurzname;name;typ;einwohner;dienstleister\n";
        var one = header + "Viele-0;Stadt 0;Stadt;5;\n";
        int few = statements.during(() -> analyst(() -> files.apply(Sheet.EINRICHTUNGEN, one)));
        var rows = IntStream.rangeClosed(1, 5_000)
                .mapToObj(i -> "Viele-%d;Stadt %d;Stadt;%d;Viele-0\n".formatted(i, i, i))
                .collect(Collectors.joining());
        int many = statements.during(() -> {
            var plan = analyst(() -> files.apply(Sheet.EINRICHTUNGEN, header + rows));
            assertThat(plan.added()).hasSize(5_000);
        });
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(STATEMENTS);
        var provider = analyst(() -> constituency.relations(one("Viele-0").id()));
        assertThat(provider).hasSize(5_000);
    }

    @Test
    void aDraftIsSeenOnlyByWhoUploadedItAndUsedOnlyAsItWasSeen() {
        var text = "kurzname;name;typ;ags\nEntwurf;Stadt Entwurf;Stadt;\n";
        var id = analyst(() -> files.keep(Sheet.EINRICHTUNGEN, text));
        assertThatThrownBy(() -> Acting.as(Visitors.OTHER_ANALYST, () -> files.draft(id)))
                .isInstanceOf(NotHere.class);
        var seen = analyst(() -> files.draft(id)).plan();

        register(Visitors.OTHER_ANALYST, "Entwurf", "Etwas anderes");
        assertThat(analyst(() -> files.apply(id, seen.fingerprint()))).isEqualTo(new Applied.Overtaken());
        assertThat(one("Entwurf").name()).isEqualTo("Etwas anderes");

        var now = analyst(() -> files.draft(id)).plan();
        assertThat(analyst(() -> files.apply(id, now.fingerprint()))).isEqualTo(new Applied.Done());
        assertThat(one("Entwurf").name()).isEqualTo("Stadt Entwurf");
        assertThatThrownBy(() -> analyst(() -> files.draft(id))).isInstanceOf(NotHere.class);
    }

    private void register(Actor actor, String shortName, String name) {
        Acting.as(
                actor,
                () -> amendments.register(Map.of("shortName", shortName, "name", name, "type", "Stadt"), Map.of()));
    }

    @Test
    void aNewClassificationJoinsTheHistoryAndTheSameOneDoesNot() {
        register(Visitors.ANALYST, "Einstufen", "Stadtwerk");
        var header = "einrichtung;einstufung;festgelegt_von;am;begruendung\n";
        var first = header + "Einstufen;ungeklärt;Svenja Rothkamp;01.02.2026;Noch zu prüfen\n";
        analyst(() -> files.apply(Sheet.NIS2, first));
        assertThat(analyst(() -> files.apply(Sheet.NIS2, first)).unchanged()).isEqualTo(1);
        analyst(() ->
                files.apply(Sheet.NIS2, header + "einstufen;besonders wichtig;Svenja Rothkamp;2026-03-01;Umsatz\n"));
        var profile = analyst(() -> constituency.profile(one("Einstufen").id())).orElseThrow();
        assertThat(profile.nis2())
                .extracting(Nis2::classification)
                .containsExactly(Nis2.Classification.BESONDERS_WICHTIG, Nis2.Classification.UNGEKLAERT);
        assertThat(profile.nis2()).extracting(Nis2::recordedBy).containsOnly(Visitors.ANALYST.name());
    }

    @Test
    void nobodyActingIsAnError() {
        assertThatThrownBy(() -> files.draft(UUID.randomUUID())).hasRootCauseInstanceOf(Acting.NoActor.class);
    }
}
