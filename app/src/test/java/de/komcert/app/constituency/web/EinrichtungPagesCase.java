package de.komcert.app.constituency.web;

import java.util.List;
import java.util.Map;

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
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Visitors;
import de.komcert.app.database.CountedStatements;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What the tests of the pages have in common: an empty constituency, and who looks at it. */
@ConstituencyTest
abstract class EinrichtungPagesCase {

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

    static <R, X extends Throwable> R analyst(ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(Visitors.ANALYST, work);
    }

    EinrichtungId registered(String shortName, Map<Sheet, List<Map<String, String>>> lists) {
        var outcome = analyst(() -> amendments.register(
                Map.of("shortName", shortName, "name", "Stadt " + shortName, "type", "Stadt", "phone", "0221 4710-300"),
                lists));
        return ((Outcome.Done) outcome).id();
    }

    MvcTestResult get(Actor.Person who, String address, Object... variables) {
        return visitors.as(who).get().uri(address, variables).exchange();
    }

    MvcTestResult post(String address, Map<String, String> typed) {
        var request = visitors.as(Visitors.ANALYST).post().uri(address);
        typed.forEach(request::formField);
        return request.exchange();
    }

    static Document page(MvcTestResult result) throws Exception {
        return Jsoup.parse(result.getResponse().getContentAsString());
    }

    Einrichtung reread(EinrichtungId id) {
        return analyst(() -> constituency.find(id)).orElseThrow();
    }

    static Map<String, String> contact(String name) {
        return Map.of("role", "ITL", "name", name, "phone", "0221 4710-310", "mobile", "0171 39200-11");
    }

    MvcTestResult upload(Sheet sheet, byte[] content) {
        return visitors.as(Visitors.ANALYST)
                .post()
                .uri("/einrichtungen/import")
                .multipart()
                .file(new MockMultipartFile("datei", "liste.csv", "text/csv", content))
                .param("liste", sheet.name())
                .exchange();
    }
}
