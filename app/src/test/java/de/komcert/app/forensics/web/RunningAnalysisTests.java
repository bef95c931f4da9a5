package de.komcert.app.forensics.web;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.identity.web.Browser;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** An analysis that waits or runs, as its page shows it. Nobody carries one out meanwhile. */
class RunningAnalysisTests extends AnalysisCase {

    private static final String LOG = "2026-11-20T10:00:00+01:00 srv-web01 cron[7]: (root) CMD (true)\n".repeat(40);

    @Autowired
    @Qualifier("analysisQueue")
    SmartLifecycle queue;

    Browser browser;
    UUID id;
    String page;
    String cancelling;

    @BeforeEach
    void request() {
        queue.stop();
        browser = members.signIn(member);
        id = request("auth.log", LOG);
        page = "/vorfaelle/" + incident.id() + "/auswertung";
        cancelling = page + "/auswertungen/" + id + "/abbrechen";
    }

    @AfterEach
    void carryOut() {
        browser.close();
        owner.sql("update forensics.analysis set state = 'CANCELLED' where id = ? and state in ('WAITING', 'RUNNING')")
                .param(id)
                .update();
        queue.start();
    }

    /** Begun so long ago, and a quarter of it is read. */
    private void runs(Duration passed) {
        owner.sql("""
                        update forensics.analysis set state = 'RUNNING', begun_at = ?, bytes_total = 400, bytes_read = 100,
                            entries = 1200, findings = 7 where id = ?""").params(Timestamp.from(clock.instant().minus(passed)), id).update();
    }

    private Element row(String address) {
        var row = browser.get(address)
                .page()
                .selectFirst("article:contains(" + (address.endsWith("en") ? "Analysis 1" : "Auswertung 1") + ")");
        assertThat(row).isNotNull();
        return row;
    }

    @Test
    void whatWaitsCanBeCancelledAndShowsNoProgress() {
        var row = row(page);

        assertThat(row.select(".k-badge").text()).isEqualTo("wartet");
        assertThat(row.select("progress")).isEmpty();
        assertThat(row.select("form[action=" + cancelling + "] button").text()).isEqualTo("Abbrechen");
    }

    @Test
    void whatRunsShowsHowFarItIsAndHowLongItTakesAndCanBeCancelled() {
        runs(Duration.ofMinutes(4));

        var row = row(page);

        assertThat(row.select(".k-badge").text()).isEqualTo("läuft");
        var bar = row.selectFirst("progress[max=100]");
        assertThat(bar).isNotNull();
        assertThat(bar.attr("value")).isEqualTo("25");
        assertThat(bar.attr("aria-label")).isEqualTo("Auswertung 1");
        assertThat(row.text()).contains("25 % gelesen, 1.200 Einträge, 7 Treffer bisher. Noch etwa 12 Min.");
        assertThat(row.select("form[action=" + cancelling + "] button").text()).isEqualTo("Abbrechen");
        assertThat(row(page + "?sprache=en").text())
                .contains("25 % read, 1,200 entries, 7 matches so far. About 12 min left.");
    }

    @Test
    void beforeAnythingIsReadNobodySaysHowLongItTakes() {
        owner.sql("update forensics.analysis set state = 'RUNNING', begun_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();

        assertThat(row(page).text()).contains("0 % gelesen").doesNotContain("Noch etwa");
    }

    @Test
    void lessThanAMinuteIsNotToldAnyMore() {
        runs(Duration.ofSeconds(19));

        assertThat(row(page).text()).contains("25 % gelesen").doesNotContain("Noch etwa");
    }

    @Test
    void theButtonEndsItAndNothingOfItRunsOn() {
        runs(Duration.ofMinutes(4));

        assertThat(browser.submit(page, cancelling, Map.of()).location()).isEqualTo(page);

        var row = row(page);
        assertThat(row.select(".k-badge").text()).isEqualTo("abgebrochen");
        assertThat(row.select("progress, form")).isEmpty();
        assertThat(Acting.as(analyst, () -> analyses.find(incident.id(), id)).state())
                .isEqualTo(Analysis.State.CANCELLED);
    }
}
