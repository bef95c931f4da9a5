package de.komcert.app.constituency;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SheetTests {

    private static Judged einrichtung(String field, String text) {
        return Sheet.EINRICHTUNGEN.judge(
                Map.of(field, text), new Entry(Map.of("shortName", "Muster", "name", "Musterstadt", "type", "STADT")));
    }

    private static List<String> kinds(Judged judged) {
        return judged.problems().stream()
                .map(problem -> problem.field() + " " + problem.key().substring("constituency.problem.".length()))
                .toList();
    }

    @Test
    void namesAllProblemsAtOnce() {
        var judged = Sheet.KONTAKTE.judge(
                Map.of("role", "Chef", "phone", "4711", "mail", "ohne-at", "deputy", "vielleicht"), Entry.BLANK);
        assertThat(kinds(judged))
                .containsExactlyInAnyOrder("role choice", "name required", "phone phone", "mail mail", "deputy yesNo");
    }

    @Test
    void aContactNeedsOneWayToBeReached() {
        assertThat(kinds(Sheet.KONTAKTE.judge(Map.of("role", "hvb", "name", "Muster"), Entry.BLANK)))
                .containsExactly("phone unreachable");
    }

    @ParameterizedTest
    @CsvSource({
        "type, it-dienstleister, IT_DIENSTLEISTER",
        "type, Gemeinde, GEMEINDE",
        "inhabitants, 168.400, 168400",
        "inhabitants, '', ''",
        "ags, 05999004, 05999004",
        "phone, 0221/4710-520, +49 221 4710-520",
        "name, '  Müller  & Söhne ', Müller  & Söhne",
    })
    void bringsTextsIntoTheirCanonicalForm(String field, String text, String canonical) {
        var judged = einrichtung(field, text);
        assertThat(judged.problems()).isEmpty();
        assertThat(judged.entry().text(field)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "inhabitants, viele, count",
        "inhabitants, -5, count",
        "inhabitants, 1.5, count",
        "inhabitants, 999999999, count",
        "ags, 0599, ags",
        "type, Dorf, choice",
        "name, '', required",
        "shortName, 'A, B', comma",
    })
    void saysWhatIsWrong(String field, String text, String kind) {
        assertThat(kinds(einrichtung(field, text))).containsExactly(field + " " + kind);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(kinds(einrichtung("name", "ü".repeat(300)))).containsExactly("name tooLong");
        assertThat(einrichtung("name", "ü".repeat(200)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\nb", "a\u202eb", "a\ud800b"})
    void refusesCharactersThatNobodySees(String text) {
        assertThat(kinds(einrichtung("name", text))).containsExactly("name unprintable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "${7*7}", "=1+1", "../../etc/passwd", "Robert'); drop table x;--"})
    void takesTextsThatOnlyLookDangerousAsTheyAre(String text) {
        assertThat(einrichtung("name", text).entry().text("name")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-09, 2026-02-09", "9.2.2026, 2026-02-09", "09.02.2026, 2026-02-09"})
    void readsDays(String text, String canonical) {
        var field = Sheet.NIS2.fields().get(2);
        assertThat(field.judge(text)).isEqualTo(Judgement.accepted(canonical));
        assertThat(field.judge(field.shown(canonical))).isEqualTo(Judgement.accepted(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.02.2026", "morgen", "2026-13-01", "01.01.0001"})
    void refusesDaysThatAreNone(String text) {
        assertThat(Sheet.NIS2.fields().get(2).judge(text)).isEqualTo(Judgement.rejected("day"));
    }

    @ParameterizedTest
    @EnumSource(Sheet.class)
    void headersOfASheetAreDistinct(Sheet sheet) {
        assertThat(ConstituencyImport.headers(sheet)).doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }

    @Test
    void theNameOfAListMayBeCopiedFromARule() {
        var name = Sheet.LISTEN.fields().getFirst();

        assertThat(name.judge("%DomainControllers%")).isEqualTo(Judgement.accepted("DomainControllers"));
        assertThat(name.judge("Fernwartung_Büro-2")).isEqualTo(Judgement.accepted("Fernwartung_Büro-2"));
        for (var wrong : new String[] {"Domain Controllers", "%%", "a%b", "*", "x".repeat(61)}) {
            assertThat(name.judge(wrong)).as(wrong).isEqualTo(Judgement.rejected("listName"));
        }
    }

    @Test
    void valuesStandInALineEachAndOnce() {
        var values = Sheet.LISTEN.fields().getLast();

        assertThat(values.judge(" dc-1 \r\n\r\ndc 2\ndc-1\n")).isEqualTo(Judgement.accepted("dc-1\ndc 2"));
        assertThat(values.judge(" \n\t\n")).isEqualTo(Judgement.rejected("required"));
        assertThat(values.judge("dc-\u0000")).isEqualTo(Judgement.rejected("unprintable"));
        assertThat(values.judge("ä".repeat(20_001))).isEqualTo(Judgement.rejected("tooLong", 20_000));
    }
}
