package de.komcert.app.incident;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Anchor;
import de.komcert.app.audit.Anchoring;
import de.komcert.app.audit.Anchors;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/** The anchors as people meet them: beside the journal, on the report, and on the page of the system chain. */
class AnchoredJournalTests extends IncidentCase {

    @Autowired
    Anchoring anchoring;

    @Autowired
    Anchors anchors;

    @Autowired
    Environment environment;

    Incident incident;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Anlass", false);
    }

    @Test
    void journalAndReportSayHowFarTheyAreAnchored() {
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(path("/tagebuch")).body()).contains("Noch nicht in der Systemkette verankert");
            anchoring.anchor();
            var anchor = newest();
            var head = Cases.as(analyst, () -> journal.head(incident.compartment()));
            assertThat(browser.get(path("/tagebuch")).page().text())
                    .contains("In der Systemkette verankert bis Nr. " + head.number() + ": am ")
                    .contains("Anker Nr. " + anchor.number() + ".");
            assertThat(browser.get(path("/bericht")).page().text())
                    .contains("Anker der Systemkette: Nr. " + anchor.number() + " vom ")
                    .contains(anchor.fingerprint())
                    .contains("Das Tagebuch ist bis Nr. " + head.number() + " verankert.");
            assertThat(browser.get(path("/bericht.json")).body()).contains(anchor.fingerprint());
        }
    }

    @Test
    void aJournalThatWasCutOffIsSaidInPlainGerman() throws SQLException {
        var entry = Cases.as(analyst, () -> journal.write(incident.compartment(), "Zuletzt", incident.t0(), null));
        anchoring.anchor();
        cutOff(entry.number());
        try (var browser = members.signIn(member)) {
            assertThat(browser.submit(path("/tagebuch"), path("/tagebuch/pruefung"), Map.of())
                            .status())
                    .isEqualTo(303);
            assertThat(browser.get(path("/tagebuch")).page().text())
                    .contains("Die Kette ist bei Nr. " + entry.number() + " beschädigt: Am Ende fehlen Einträge.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', steht genau so in der Systemkette",
        "0, a, steht in der Systemkette eine andere Prüfsumme",
        "1000, '', gibt es in der Systemkette nicht",
        "0, zu kurz, Das lässt sich nicht vergleichen"
    })
    void anAnchorOnPaperIsCompared(long further, String change, String answer) {
        anchoring.anchor();
        var anchor = newest();
        var hash = switch (change) {
            case "" -> anchor.fingerprint().toUpperCase().replaceAll("(.{8})", "$1 ");
            case "a" -> "a".repeat(64);
            default -> "abc";
        };
        try (var browser = members.signIn(members.create(Role.LESEND))) {
            var page = browser.get(
                    "/systemkette?nummer=" + (anchor.number() + further) + "&pruefsumme=" + hash.replace(' ', '+'));
            assertThat(page.page().select("[role=status]").text()).contains(answer);
            assertThat(page.page().select("#f-pruefsumme").attr("value").strip())
                    .as("nothing that was typed is lost")
                    .isEqualTo(hash.strip());
        }
    }

    /** Nobody outside sees a difference between an hour in which something happened and one in which nothing did. */
    @Test
    void anOutsiderCannotTellWhetherAnythingWasAnchored() {
        anchoring.anchor();
        try (var outsider = members.signIn(members.create(Role.LESEND))) {
            var busy = seen(outsider);
            anchoring.anchor();
            var idle = seen(outsider);
            assertThat(idle).isEqualTo(busy);
            assertThat(outsider.get("/systemkette").body())
                    .doesNotContain(incident.codeName().value())
                    .doesNotContain(incident.compartment().toString());
        }
    }

    @Test
    void whoeverMayReadNoIncidentReadsNoSystemChain() {
        try (var browser = members.signIn(members.create(Role.VERWALTUNG))) {
            assertThat(browser.get("/systemkette").status()).isEqualTo(403);
        }
    }

    /** The newest line of the page, with every digit of number, time and hash made alike. */
    private String seen(Browser browser) {
        return browser.get("/systemkette")
                .page()
                .select("tbody tr")
                .first()
                .html()
                .replaceAll("[0-9a-f]{64}", "HASH")
                .replaceAll("\\d", "0");
    }

    private Anchor newest() {
        return Acting.as(analyst, () -> anchors.newest().orElseThrow());
    }

    private String path(String page) {
        return "/vorfaelle/" + incident.id() + page;
    }

    /** As somebody who holds the database itself, and moves the head to match. */
    private void cutOff(long number) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("komcert.database.url"),
                        environment.getRequiredProperty("komcert.database.owner"),
                        environment.getRequiredProperty("komcert.database.owner-password"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    delete from audit.text where compartment_id = '%1$s' and number = %2$d;
                    delete from audit.link where compartment_id = '%1$s' and number = %2$d;
                    update audit.head h set number = l.number, hash = l.hash from audit.link l
                    where h.compartment_id = '%1$s' and l.compartment_id = h.compartment_id and l.number = %2$d - 1
                    """.formatted(incident.compartment(), number));
        }
    }
}
