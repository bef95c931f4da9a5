package de.komcert.app.constituency.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Amendments.Outcome;
import de.komcert.app.constituency.BlankConstituency;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.ConstituencyTest;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.Nis2;
import de.komcert.app.constituency.RelationKind;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Visitors;
import de.komcert.app.database.CountedStatements;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@ConstituencyTest
class EinrichtungPagesTests {

    @Autowired
    Visitors visitors;

    @Autowired
    Constituency constituency;

    @Autowired
    Amendments amendments;

    @Autowired
    ConstituencyImport files;

    @Autowired
    CountedStatements statements;

    @Autowired
    BlankConstituency blank;

    @BeforeEach
    void clear() {
        blank.clear();
    }

    private static <R, X extends Throwable> R analyst(ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(Visitors.ANALYST, work);
    }

    private EinrichtungId registered(String shortName, Map<Sheet, List<Map<String, String>>> lists) {
        var outcome = analyst(() -> amendments.register(
                Map.of("shortName", shortName, "name", "Stadt " + shortName, "type", "Stadt", "phone", "0221 4710-300"),
                lists));
        return ((Outcome.Done) outcome).id();
    }

    private MvcTestResult get(Actor.Person who, String address, Object... variables) {
        return visitors.as(who).get().uri(address, variables).exchange();
    }

    private MvcTestResult post(String address, Map<String, String> typed) {
        var request = visitors.as(Visitors.ANALYST).post().uri(address);
        typed.forEach(request::formField);
        return request.exchange();
    }

    private static Document page(MvcTestResult result) throws Exception {
        return Jsoup.parse(result.getResponse().getContentAsString());
    }

    private Einrichtung reread(EinrichtungId id) {
        return analyst(() -> constituency.find(id)).orElseThrow();
    }

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

    private static Map<String, String> contact(String name) {
        return Map.of("role", "ITL", "name", name, "phone", "0221 4710-310", "mobile", "0171 39200-11");
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

    @Test
    void aFormKeepsWhatWasTypedAndNamesAllProblems() throws Exception {
        var answer = post(
                "/einrichtungen",
                Map.of(
                        "shortName",
                        "",
                        "name",
                        "Neue <b>Stadt</b>",
                        "type",
                        "STADT",
                        "phone",
                        "4711",
                        "servers",
                        "viele"));
        assertThat(answer).hasStatus(422);
        var page = page(answer);
        assertThat(page.select(".k-note--problem li")).hasSize(3);
        assertThat(page.select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly("shortName", "phone", "servers");
        assertThat(page.select("input[name=name]").val()).isEqualTo("Neue <b>Stadt</b>");
        assertThat(page.select("input[name=phone]").val()).isEqualTo("4711");
        assertThat(page.select("option[value=STADT]").hasAttr("selected")).isTrue();
        assertThat(analyst(() -> constituency.all())).isEmpty();
    }

    @Test
    void aSecondEditorSeesWhatTheFirstSavedAndLosesNothing() throws Exception {
        var id = registered("Zwei", Map.of());
        var address = "/einrichtungen/" + id + "/bearbeiten";
        assertThat(post(address, Map.of("version", "1", "name", "Erste Fassung")))
                .hasStatus(303);
        var second = post(address, Map.of("version", "1", "name", "Zweite Fassung"));
        assertThat(second).hasStatus(409);
        var page = page(second);
        assertThat(page.select(".k-note--problem").text()).contains("Erste Fassung");
        assertThat(page.select("input[name=name]").val()).isEqualTo("Zweite Fassung");
        assertThat(reread(id).name()).isEqualTo("Erste Fassung");
        var version = page.select("input[name=version]").val();
        assertThat(post(address, Map.of("version", version, "name", "Zweite Fassung")))
                .hasStatus(303);
        assertThat(reread(id).name()).isEqualTo("Zweite Fassung");
        assertThat(reread(id).phone()).as("what the form did not name stays").isNotNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EINRICHTUNGEN")
    void everySheetHasAFormThatNamesWhatIsMissing(Sheet sheet) throws Exception {
        var id = registered("Formulare", Map.of());
        var address = "/einrichtungen/" + id + "/" + sheet.path();
        var form = page(get(Visitors.ANALYST, address + "/neu"));
        assertThat(form.select("form [name]").eachAttr("name"))
                .containsAll(
                        sheet.formFields().stream().map(field -> field.name()).toList());
        assertThat(post(address, Map.of())).hasStatus(422);
        assertThat(get(Visitors.READER, address + "/neu")).hasStatus(403);
    }

    @Test
    void aContactIsAddedChangedAndRemoved() throws Exception {
        var id = registered("Kontakt", Map.of());
        var address = "/einrichtungen/" + id + "/kontakte";
        assertThat(post(address, contact("Alt")))
                .hasStatus(303)
                .hasHeader("Location", "/einrichtungen/" + id + "#kontakte");
        var added = analyst(() -> constituency.contacts(id)).getFirst();
        var form = page(get(Visitors.ANALYST, address + "/" + added.id()));
        assertThat(form.select("input[name=phone]").val()).isEqualTo("0221 4710-310");
        assertThat(post(
                        address + "/" + added.id(),
                        Map.of("version", form.select("input[name=version]").val(), "name", "Neu")))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.contacts(id))).singleElement().satisfies(contact -> {
            assertThat(contact.name()).isEqualTo("Neu");
            assertThat(contact.id()).isEqualTo(added.id());
        });
        assertThat(post(address + "/" + added.id() + "/entfernen", Map.of())).hasStatus(303);
        assertThat(analyst(() -> constituency.contacts(id))).isEmpty();
    }

    @Test
    void aClassificationOffersTheSignedInPersonAndTodayAndStaysInTheHistory() throws Exception {
        var id = registered("Einstufung", Map.of());
        var address = "/einrichtungen/" + id + "/nis2";
        var form = page(get(Visitors.ANALYST, address + "/neu"));
        assertThat(form.select("input[name=decidedBy]").val()).isEqualTo(Visitors.ANALYST.name());
        var day = form.select("input[name=decidedOn]").val();
        assertThat(day).matches("\\d\\d\\.\\d\\d\\.\\d{4}");
        for (var word : List.of("WICHTIG", "KEINE")) {
            assertThat(post(
                            address,
                            Map.of(
                                    "classification",
                                    word,
                                    "decidedBy",
                                    "S. Rothkamp",
                                    "decidedOn",
                                    day,
                                    "reason",
                                    "Grund " + word)))
                    .hasStatus(303);
        }
        assertThat(analyst(() -> constituency.profile(id)).orElseThrow().nis2())
                .extracting(Nis2::classification)
                .containsExactly(Nis2.Classification.KEINE, Nis2.Classification.WICHTIG);
        assertThat(page(get(Visitors.READER, "/einrichtungen/" + id))
                        .select("#nis2 details")
                        .text())
                .contains("Grund WICHTIG");
    }

    @Test
    void relationsAreAddedAndRemovedOnTheirPage() throws Exception {
        var town = registered("Träger", Map.of());
        var school = registered("Schule", Map.of());
        var address = "/einrichtungen/" + school + "/beziehungen";
        assertThat(get(Visitors.ANALYST, address)).hasStatusOk();
        assertThat(post(address, Map.of("link", "SCHULTRAEGER-by", "other", "")))
                .hasStatus(422);
        assertThat(post(address, Map.of("link", "SCHULTRAEGER-by", "other", town.toString())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.profile(town)).orElseThrow().carries(RelationKind.SCHULTRAEGER))
                .extracting(Einrichtung::id)
                .containsExactly(school);
        assertThat(page(get(Visitors.READER, "/einrichtungen/" + school))
                        .select("#beziehungen")
                        .text())
                .contains("Schulträger Stadt Träger");
        assertThat(post(
                        address + "/entfernen",
                        Map.of("kind", "SCHULTRAEGER", "from", town.toString(), "to", school.toString())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.relations(town))).isEmpty();
    }

    @Test
    void aRelationOfTwoOthersIsNotHere() {
        var town = registered("Fremd-1", Map.of());
        var school = registered("Fremd-2", Map.of());
        var mine = registered("Eigen", Map.of());
        analyst(() -> amendments.relate(town, RelationKind.SCHULTRAEGER, school));
        assertThat(post(
                        "/einrichtungen/" + mine + "/beziehungen/entfernen",
                        Map.of("kind", "SCHULTRAEGER", "from", town.toString(), "to", school.toString())))
                .hasStatus(404);
        assertThat(analyst(() -> constituency.relations(town))).hasSize(1);
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

    private MvcTestResult upload(Sheet sheet, byte[] content) {
        return visitors.as(Visitors.ANALYST)
                .post()
                .uri("/einrichtungen/import")
                .multipart()
                .file(new MockMultipartFile("datei", "liste.csv", "text/csv", content))
                .param("liste", sheet.name())
                .exchange();
    }

    @Test
    void aFileIsPreviewedThenTakenOver() throws Exception {
        registered("Kranichfurt", Map.of());
        var text = "\uFEFFkurzname;name;typ\nKranichfurt;Stadt Kranichfurt;Gemeinde\nNeu;Stadt Neu;Stadt\n";
        var uploaded = upload(Sheet.EINRICHTUNGEN, text.getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded).hasStatus(303);
        var address = uploaded.getResponse().getHeader("Location");
        assertThat(address).isNotNull();
        var preview = page(get(Visitors.ANALYST, address));
        assertThat(preview.select(".k-lead").text()).contains("1 neu, 1 geändert, 0 unverändert");
        assertThat(preview.select("del").text() + "→" + preview.select("ins").text())
                .isEqualTo("Stadt→Gemeinde");
        assertThat(analyst(() -> constituency.byShortName("Neu"))).isEmpty();
        assertThat(get(Visitors.OTHER_ANALYST, address)).hasStatus(404);
        assertThat(post(address, Map.of("fingerprint", "anders"))).hasStatus(409);
        assertThat(analyst(() -> constituency.byShortName("Neu"))).isEmpty();
        assertThat(post(
                        address,
                        Map.of(
                                "fingerprint",
                                preview.select("input[name=fingerprint]").val())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.byShortName("Neu"))).isPresent();
    }

    @Test
    void aFileWithErrorsCannotBeTakenOver() throws Exception {
        var uploaded =
                upload(Sheet.EINRICHTUNGEN, "kurzname;name;typ\nX;Y;Dorf\n;Z;\n".getBytes(StandardCharsets.UTF_8));
        var address = uploaded.getResponse().getHeader("Location");
        var preview = page(get(Visitors.ANALYST, address));
        assertThat(preview.select("tbody tr")).hasSize(3);
        assertThat(preview.select("tbody tr").first().text()).startsWith("Zeile 2 typ Erlaubt ist");
        assertThat(preview.select("input[name=fingerprint]")).isEmpty();
        assertThat(post(address, Map.of("fingerprint", ""))).hasStatus(409);
        assertThat(post(address + "/verwerfen", Map.of())).hasStatus(303);
        assertThat(get(Visitors.ANALYST, address)).hasStatus(404);
    }

    @Test
    void whatIsNoTextOrEmptyIsRefusedWithASentence() throws Exception {
        var binary = upload(Sheet.KONTAKTE, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThat(binary).hasStatus(422);
        assertThat(page(binary).select("[role=alert]").text()).contains("keine Textdatei");
        assertThat(page(binary).select("option[value=KONTAKTE]").hasAttr("selected"))
                .isTrue();
        assertThat(upload(Sheet.KONTAKTE, new byte[0])).hasStatus(422);
    }

    @ParameterizedTest
    @EnumSource(Sheet.class)
    void theImportPageExplainsEverySheetAndItsFileComesDown(Sheet sheet) throws Exception {
        var page = page(get(Visitors.ANALYST, "/einrichtungen/import?liste=" + sheet));
        for (var header : ConstituencyImport.headers(sheet)) {
            assertThat(page.select("details[open] code").eachText()).contains(header);
        }
        var file = get(Visitors.READER, "/einrichtungen/dateien/" + sheet.path() + ".csv");
        assertThat(file).hasStatusOk();
        assertThat(file.getResponse().getContentAsString())
                .isEqualTo("\uFEFF" + String.join(";", ConstituencyImport.headers(sheet)) + "\r\n");
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
