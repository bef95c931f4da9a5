package de.komcert.app.constituency.api;

import java.nio.charset.Charset;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.BlankConstituency;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.ConstituencyTest;
import de.komcert.app.constituency.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ConstituencyTest
class EinrichtungApiTests {

    private static final String BASE = "/api/v1/einrichtungen";

    private static final String TOWN = """
            {
              "shortName": "Kranichfurt", "name": "Stadt Kranichfurt", "type": "Stadt", "ags": "05999008",
              "phone": "0221 4710-300", "inhabitants": 34700, "workplaces": 390,
              "contacts": [
                {"role": "ITL", "name": "Jonas Tersteegen", "deputy": false, "mobile": "0171 39200-11"},
                {"role": "ITL", "name": "Swantje Hörsterkamp", "deputy": true, "phone": "0221 4710-311"}],
              "domains": [{"name": "kranichfurt.example"}],
              "networks": [{"block": "192.0.2.192/27", "note": "Rathaus"}],
              "trunks": [{"firstNumber": "0221 4710-300", "lastNumber": "0221 4710-349"}],
              "sites": [{"name": "Rathaus", "address": "Kranichweg 2"}],
              "products": [{"vendor": "TYPO3", "name": "TYPO3 CMS", "version": "12", "exposed": true}],
              "insurer": {"name": "Kommunalversicherung Musterland", "askBeforeForensics": true},
              "nis2": {"classification": "KEINE", "decidedBy": "Svenja Rothkamp", "decidedOn": "2026-01-12",
                "reason": "Kernverwaltung"}
            }""";

    @Autowired
    Visitors visitors;

    @Autowired
    Constituency constituency;

    @Autowired
    BlankConstituency blank;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void clear() {
        blank.clear();
    }

    private MvcTestResult get(Actor.Person who, String address) {
        return visitors.as(who).get().uri(address).exchange();
    }

    private MvcTestResult post(String address, String body) {
        return visitors.as(Visitors.ANALYST)
                .post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult put(String address, String etag, String body) {
        var request = visitors.as(Visitors.ANALYST)
                .put()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (etag == null ? request : request.header("If-Match", etag)).exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static String etag(MvcTestResult result) {
        return result.getResponse().getHeader("ETag");
    }

    @Test
    void whatIsSentIsGivenBackAndFound() throws Exception {
        var created = post(BASE, TOWN);
        assertThat(created).hasStatus(201);
        var address = created.getResponse().getHeader("Location");
        var read = get(Visitors.READER, address);
        assertThat(read).hasStatusOk();
        assertThat(etag(read)).isEqualTo(etag(created)).matches("\"\\d+\"");
        var town = body(read);
        assertThat(town.get("phone").asString()).isEqualTo("+49 221 4710-300");
        assertThat(town.get("inhabitants").asInt()).isEqualTo(34_700);
        assertThat(town.get("contacts")
                        .valueStream()
                        .map(contact -> contact.get("name").asString()))
                .containsExactly("Jonas Tersteegen", "Swantje Hörsterkamp");
        assertThat(town.get("insurer").get("askBeforeForensics").asBoolean()).isTrue();
        assertThat(town.get("nis2").get("decidedOn").asString()).isEqualTo("2026-01-12");
        assertThat(town.get("products").get(0).get("exposed").asBoolean()).isTrue();
        assertThat(body(get(Visitors.READER, BASE + "?suche=tersteegen&typ=STADT"))
                        .get(0)
                        .get("id"))
                .isEqualTo(town.get("id"));
        assertThat(body(get(Visitors.READER, BASE + "?typ=SCHULE"))).isEmpty();
        assertThat(visitors.as(Visitors.READER)
                        .get()
                        .uri(address)
                        .header("If-None-Match", etag(read))
                        .exchange())
                .hasStatus(304);
    }

    @Test
    void theDocumentSentBackChangesNothingAndAChangeIsMadeAsAWhole() throws Exception {
        var address = post(BASE, TOWN).getResponse().getHeader("Location");
        var read = get(Visitors.ANALYST, address);
        var document = (ObjectNode) body(read);
        var same = put(address, etag(read), document.toString());
        assertThat(same).hasStatusOk();
        assertThat(body(same)).isEqualTo(document);

        document.withArray("contacts").remove(1);
        document.put("inhabitants", 34_701);
        document.remove("domains");
        document.remove("note");
        var changed = body(put(address, etag(same), document.toString()));
        assertThat(changed.get("inhabitants").asInt()).isEqualTo(34_701);
        assertThat(changed.get("contacts")).hasSize(1);
        assertThat(changed.get("domains")).as("a list that is not sent stays").hasSize(1);
    }

    @Test
    void anOldETagIs412AndNoneIs428() throws Exception {
        var address = post(BASE, TOWN).getResponse().getHeader("Location");
        var old = etag(get(Visitors.ANALYST, address));
        assertThat(put(address, old, TOWN)).hasStatusOk();
        var late = put(address, old, TOWN.replace("34700", "1"));
        assertThat(late).hasStatus(412);
        assertThat(late.getResponse().getContentType()).startsWith("application/problem+json");
        assertThat(put(address, null, TOWN)).hasStatus(428);
        assertThat(body(get(Visitors.ANALYST, address)).get("inhabitants").asInt())
                .isEqualTo(34_700);
    }

    @Test
    void allProblemsComeAtOnceWithTheirPlace() throws Exception {
        var refused = post(BASE, """
                {"shortName": "X", "type": "Dorf", "phone": "4711", "provider": ["Niemand"],
                 "contacts": [{"role": "HVB", "name": "A", "phone": "0221 4710-301"}, {"role": "Chef"}, null],
                 "networks": [{"block": "192.0.2.1/24"}],
                 "insurer": {"name": "Muster"}}""");
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentType()).startsWith("application/problem+json");
        assertThat(body(refused)
                        .get("problems")
                        .valueStream()
                        .map(problem -> problem.get("field").asString()))
                .containsExactlyInAnyOrder(
                        "name",
                        "type",
                        "phone",
                        "provider",
                        "contacts[1].role",
                        "contacts[1].name",
                        "contacts[1].phone",
                        "contacts[2].role",
                        "contacts[2].name",
                        "contacts[2].phone",
                        "networks[0].block",
                        "insurer.askBeforeForensics");
        assertThat(Acting.as(Visitors.ANALYST, () -> constituency.all())).isEmpty();
    }

    @Test
    void whatCannotBeReadNamesItsPlace() throws Exception {
        var wrong = post(BASE, "{\"shortName\": \"X\", \"contacts\": [{\"deputy\": {}}]}");
        assertThat(wrong).hasStatus(422);
        assertThat(body(wrong).get("problems").get(0).get("field").asString()).isEqualTo("contacts[0].deputy");
        assertThat(post(BASE, "{")).hasStatus(400);
        assertThat(post(BASE, "")).hasStatus(400);
    }

    @Test
    void onlyThoseWhoMayReadOrChange() throws Exception {
        var address = post(BASE, TOWN).getResponse().getHeader("Location");
        assertThat(get(Visitors.ADMINISTRATOR, BASE)).hasStatus(403);
        assertThat(get(Visitors.ADMINISTRATOR, address)).hasStatus(403);
        assertThat(visitors.as(Visitors.READER)
                        .post()
                        .uri(BASE)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(TOWN)
                        .exchange())
                .hasStatus(403);
        assertThat(get(Visitors.READER, BASE + "/00000000-0000-4000-8000-000000000000"))
                .hasStatus(404);
    }

    private MvcTestResult importing(String path, String etag, byte[] file) {
        var request = visitors.as(Visitors.ANALYST)
                .post()
                .uri(BASE + "/import/" + path)
                .contentType("text/csv")
                .content(file);
        return (etag == null ? request : request.header("If-Match", etag)).exchange();
    }

    @Test
    void aFileIsPreviewedAndTakenOverAsItWasSeen() throws Exception {
        var file =
                "kurzname;name;typ\nLindhövel;Gemeinde Lindhövel;Gemeinde\n".getBytes(Charset.forName("windows-1252"));
        var preview = importing("einrichtungen/vorschau", null, file);
        assertThat(preview).hasStatusOk();
        assertThat(body(preview).get("added").get(0).get("einrichtung").asString())
                .isEqualTo("Lindhövel");
        assertThat(Acting.as(Visitors.ANALYST, () -> constituency.all())).isEmpty();
        assertThat(importing("einrichtungen", null, file)).hasStatus(428);
        assertThat(importing("einrichtungen", "\"anders\"", file)).hasStatus(412);
        assertThat(importing("einrichtungen", etag(preview), file)).hasStatus(204);
        assertThat(Acting.as(Visitors.ANALYST, () -> constituency.search("lindhoevel")))
                .hasSize(1);
        assertThat(importing("einrichtungen", etag(preview), file))
                .as("by now it would change nothing")
                .hasStatus(412);
    }

    @Test
    void aFileWithErrorsIsRefusedWithAllOfThem() throws Exception {
        var file = "kurzname;name;typ\nX;;Dorf\n".getBytes(Charset.forName("windows-1252"));
        var preview = importing("einrichtungen/vorschau", null, file);
        assertThat(preview).hasStatusOk();
        assertThat(body(preview).get("problems")).hasSize(2);
        var refused = importing("einrichtungen", etag(preview), file);
        assertThat(refused).hasStatus(422);
        assertThat(body(refused).get("problems").get(0).get("column").asString())
                .isEqualTo("name");
        assertThat(body(refused).get("problems").get(0).get("line").asInt()).isEqualTo(2);
        assertThat(importing("unsinn", "\"x\"", file)).hasStatus(404);
        assertThat(importing("einrichtungen/vorschau", null, new byte[] {'P', 'K', 0}))
                .hasStatus(422);
    }
}
