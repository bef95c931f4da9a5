package de.komcert.app.incident;

import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody on the telephone has to find in the room at once. */
class RoomTests extends IncidentCase {

    @Autowired
    Plans plans;

    Incident incident;
    Browser browser;
    String room;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Raum", false);
        browser = members.signIn(member);
        room = "/vorfaelle/" + incident.id();
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void belowTheNextThreeOfARoleStandsTheNextOfEachOther() {
        var plan = plan();
        var page = browser.get(room).page();
        for (var role : PlanRole.values()) {
            var shown = page.select("#andere dt:has(a[href=" + room + "?rolle=" + role + "]) + dd");
            var next = plan.next(role);
            if (role == PlanRole.CERT || next.isEmpty()) {
                assertThat(shown).as(role.name()).isEmpty();
            } else {
                assertThat(shown.text())
                        .as(role.name())
                        .startsWith(next.getFirst().step().title());
            }
        }
        assertThat(page.select("#andere dt")).hasSizeGreaterThan(1);
    }

    @Test
    void questionsStillToComeSayWhatForAndCanBeAnsweredAhead() {
        var plan = plan();
        assertThat(plan.gatesToCome()).isNotEmpty();
        var gate = plan.gatesToCome().getFirst();
        var page = browser.get(room + "/entscheidungen").page();
        var shown = page.selectFirst("section:has(#spaeter) #gate-" + gate.id());
        assertThat(shown).isNotNull();
        assertThat(shown.text()).contains(gate.question(), "sobald begonnen: ");
        assertThat(shown.hasAttr("open")).isFalse();

        var proof = page.select("[name=_csrf]").val();
        var decided = browser.post(
                room + "/entscheidungen?tor=" + gate.id(),
                Map.of("_csrf", proof, "entscheidung", gate.recommendation(), "wer", "Marit Hellweger"));
        assertThat(decided.status()).isEqualTo(303);
        assertThat(browser.get(room + "/entscheidungen").page().select("#gate-" + gate.id()))
                .isEmpty();
    }

    @Test
    void anIndicatorIsMarkedAsTheIncidentUnlessSomebodySaysOtherwise() {
        var form = browser.get(room + "/akte").page().selectFirst("form[action=" + room + "/hinweise]");
        assertThat(form).isNotNull();
        assertThat(form.select("[name=tlp] [selected]").val())
                .isEqualTo(incident.classification().tlp().name());
        assertThat(form.select("[name=pap] [selected]").val())
                .isEqualTo(incident.classification().pap().name());
    }

    private Plan plan() {
        return Acting.as(analyst, () -> plans.of(incident));
    }
}
