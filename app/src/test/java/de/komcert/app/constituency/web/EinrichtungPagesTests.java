package de.komcert.app.constituency.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.constituency.RelationKind;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Einrichtungen as one looks at them: found, counted, and whom to reach first. */
class EinrichtungPagesTests extends EinrichtungPagesCase {

    @Test
    void theListFindsFiltersAndCounts() throws Exception {
        analyst(
                () -> files.apply(
                        Sheet.EINRICHTUNGEN,
                        "kurzname;name;typ;arbeitsplaetze\nKlein;Stadt Klein;Stadt;5\nGroß;Stadt Groß;Stadt;500\nSchule A;Schule A;Schule;1\n"));
        var all = page(get(Visitors.READER, "/einrichtungen"));
        assertThat(all.select("tbody tr")).hasSize(3);
        assertThat(all.select("option[value=STADT]").text()).isEqualTo("Stadt (2)");
        assertThat(all.select("main a[href='/einrichtungen/neu']"))
                .as("a reader cannot add")
                .isEmpty();
        var found = page(get(Visitors.READER, "/einrichtungen?suche={s}&typ=STADT", "GROSS"));
        assertThat(found.select("tbody tr td a").eachText()).containsExactly("Stadt Groß");
        var ordered = page(get(Visitors.READER, "/einrichtungen?sortierung=WORKPLACES"));
        assertThat(ordered.select("tbody td:first-child").eachText())
                .containsExactly("Stadt Groß", "Stadt Klein", "Schule A");
        assertThat(page(get(Visitors.READER, "/einrichtungen?suche=Nirgends")).text())
                .contains("Dazu gibt es keine Einrichtung");
    }

    @Test
    void theListNeedsAsManyStatementsForManyAsForOne() throws Exception {
        registered("Eine", Map.of(Sheet.KONTAKTE, List.of(contact("Eins"))));
        int few = statements.during(
                () -> assertThat(get(Visitors.READER, "/einrichtungen")).hasStatusOk());
        analyst(() -> files.apply(
                Sheet.EINRICHTUNGEN,
                IntStream.range(0, 200)
                        .mapToObj(i -> "V-%d;Stadt %d;Stadt;Eine".formatted(i, i))
                        .collect(Collectors.joining("\n", "kurzname;name;typ;dienstleister\n", ""))));
        int many = statements.during(
                () -> assertThat(page(get(Visitors.READER, "/einrichtungen")).select("tbody tr"))
                        .hasSize(201));
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(6);
    }

    @Test
    void onePageNeedsAsManyStatementsForManyPartsAsForNone() throws Exception {
        var bare = registered("Kahl", Map.of());
        var full = registered(
                "Voll",
                Map.of(
                        Sheet.KONTAKTE,
                        IntStream.range(0, 30)
                                .mapToObj(i -> contact("Person " + i))
                                .toList(),
                        Sheet.DOMAINS,
                        IntStream.range(0, 30)
                                .mapToObj(i -> Map.of("name", "d" + i + ".example"))
                                .toList()));
        int few = statements.during(
                () -> assertThat(get(Visitors.READER, "/einrichtungen/" + bare)).hasStatusOk());
        int many = statements.during(
                () -> assertThat(get(Visitors.READER, "/einrichtungen/" + full)).hasStatusOk());
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(26);
    }

    @Test
    void whomToReachComesFirstWithNumbersToTapAndTheInsurerIsAskedBeforeForensics() throws Exception {
        var id = registered(
                "Kranichfurt",
                Map.of(
                        Sheet.KONTAKTE, List.of(contact("Jonas Tersteegen")),
                        Sheet.VERSICHERUNGEN,
                                List.of(Map.of(
                                        "name", "Muster", "askBeforeForensics", "ja", "hotline", "030 23125-110"))));
        var page = page(get(Visitors.READER, "/einrichtungen/" + id));
        assertThat(page.select("h2").first().text()).isEqualTo("Jetzt erreichen");
        assertThat(page.select("a[href='tel:+491713920011']").text()).isEqualTo("0171 39200-11");
        assertThat(page.select(".k-note--warn").text())
                .contains("Vor jeder Forensik die Versicherung fragen")
                .contains("030 23125-110");
        assertThat(page.select("a[href*=bearbeiten], a[href*=neu]"))
                .as("a reader cannot edit")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "${7*7}@`x`",
                "'; drop table constituency.contact; --",
                "../../etc/passwd",
                "=cmd|'/C calc'!A0"
            })
    void textsAreShownAsTextsAndNeverRun(String text) throws Exception {
        var id = registered(
                "Giftig",
                Map.of(
                        Sheet.KONTAKTE,
                                List.of(Map.of(
                                        "role", "ITL",
                                        "name", text,
                                        "title", text,
                                        "reachability", text,
                                        "phone", "0221 4710-310")),
                        Sheet.DOMAINS, List.of(Map.of("name", "a.example", "note", text)),
                        Sheet.ADRESSBEREICHE, List.of(Map.of("block", "192.0.2.0/28", "note", text)),
                        Sheet.TELEFONANSCHLUESSE,
                                List.of(Map.of(
                                        "firstNumber", "0221 4710-300",
                                        "lastNumber", "0221 4710-349",
                                        "carrier", text,
                                        "product", text,
                                        "customerNumber", text)),
                        Sheet.STANDORTE, List.of(Map.of("name", text, "address", text)),
                        Sheet.PRODUKTE, List.of(Map.of("vendor", text, "name", text, "version", text)),
                        Sheet.VERSICHERUNGEN,
                                List.of(Map.of(
                                        "name", text,
                                        "policyNumber", text,
                                        "askBeforeForensics", "ja",
                                        "conditions", text)),
                        Sheet.NIS2,
                                List.of(Map.of(
                                        "classification",
                                        "KEINE",
                                        "decidedBy",
                                        text,
                                        "decidedOn",
                                        "2026-02-01",
                                        "reason",
                                        text))));
        analyst(() -> amendments.amend(id, 1, Map.of("name", text, "note", text)));
        var other = registered("Nachbar", Map.of());
        analyst(() -> amendments.relate(id, RelationKind.AUFSICHT, other));
        var draft = analyst(() -> files.keep(
                Sheet.PRODUKTE, "einrichtung;hersteller;produkt\nGiftig;\"" + text.replace("\"", "\"\"") + "\";neu\n"));
        for (var address : List.of(
                "/einrichtungen",
                "/einrichtungen/" + id,
                "/einrichtungen/" + id + "/bearbeiten",
                "/einrichtungen/" + other + "/beziehungen",
                "/einrichtungen/" + id + "/kontakte/"
                        + analyst(() -> constituency.contacts(id)).getFirst().id(),
                "/einrichtungen/import/" + draft)) {
            var answer = get(Visitors.ANALYST, address);
            assertThat(answer).as(address).hasStatusOk();
            var page = page(answer);
            assertThat(page.text() + page.select("input, textarea").eachAttr("value"))
                    .as(address)
                    .contains(text);
            assertThat(page.select("main script, img, [onerror], main b"))
                    .as(address)
                    .isEmpty();
        }
        var search = get(Visitors.ANALYST, "/einrichtungen?suche={s}", text);
        assertThat(search).hasStatusOk();
        assertThat(page(search).select("input[name=suche]").val()).isEqualTo(text);
        assertThat(page(search).select("main script, img")).isEmpty();
    }

    @Test
    void searchingForANulIsNoFailure() {
        assertThat(get(Visitors.READER, "/einrichtungen?suche={s}", "a\u0000b")).hasStatusOk();
    }

    @Test
    void pagesAreForThoseWhoMaySeeThem() {
        var id = registered("Verwehrt", Map.of());
        for (var address : List.of("/einrichtungen", "/einrichtungen/" + id, "/einrichtungen/dateien/kontakte.csv")) {
            assertThat(get(Visitors.ADMINISTRATOR, address)).as(address).hasStatus(403);
        }
        for (var address :
                List.of("/einrichtungen/neu", "/einrichtungen/import", "/einrichtungen/" + id + "/bearbeiten")) {
            assertThat(get(Visitors.READER, address)).as(address).hasStatus(403);
        }
        assertThat(get(Visitors.ANALYST, "/einrichtungen/" + UUID.randomUUID())).hasStatus(404);
        assertThat(get(Visitors.ANALYST, "/einrichtungen/" + id + "/unsinn/neu"))
                .hasStatus(404);
        assertThat(get(Visitors.ANALYST, "/einrichtungen/dateien/unsinn.csv")).hasStatus(404);
    }

    @Test
    void thePagesExistInEnglish() throws Exception {
        var id = registered(
                "English",
                Map.of(
                        Sheet.NIS2,
                        List.of(Map.of(
                                "classification",
                                "KEINE",
                                "decidedBy",
                                "S. Rothkamp",
                                "decidedOn",
                                "2026-02-01",
                                "reason",
                                "size"))));
        assertThat(page(get(Visitors.ANALYST, "/einrichtungen/{id}?sprache=en", id.toString()))
                        .text())
                .contains("Reach now", "Decided by S. Rothkamp on 01.02.2026");
        assertThat(page(get(Visitors.ANALYST, "/einrichtungen/import?sprache=en"))
                        .text())
                .contains("Import a list");
    }
}
