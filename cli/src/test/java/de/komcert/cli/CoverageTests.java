package de.komcert.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a scan of real logs says about what they can show, and about their gaps. */
class CoverageTests {

    @Test
    void theSummaryTellsWhatCouldBeSeenWhatWouldHelpAndWhatIsMissing() {
        var samples = SharedData.folder("evtx/attack-samples");
        var sigma = SharedData.folder("sigma").resolve("rules/windows/powershell");

        var called = Called.komcert("scan", "--rules", sigma, "--format", "jsonl", samples);

        // 162 rules ask for script blocks (4104), which are there. 33 ask for modules (4103), which are not; one of
        // them is
        // content with any event that does not say where it comes from. Of the classic log there are only events 800:
        // 10
        // rules ask for 400 or 600, and 3 for words in any event.
        assertThat(called.err())
                .contains("Was diese Protokolle zeigen können: 162 von 208 Regeln können etwas finden; bei 4 ist es"
                        + " ungewiss.")
                .contains("  Mehr zeigen würde: Gruppenrichtlinie »Modulprotokollierung aktivieren« (32 Regeln mehr,"
                        + " davon 18 hoch oder kritisch)")
                .contains("Lücken: Protokoll gelöscht 26, Uhr sprang zurück 4, Auszug 83.");
        assertThat(called.values("rule")).hasSameSizeAs(called.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack-samples", "format-samples"})
    void thePageIsTheSameForAnyNumberOfThreads(String name) {
        var samples = SharedData.folder("evtx/" + name);
        var sigma = SharedData.folder("sigma").resolve("rules/windows/builtin");

        var one = Called.komcert("scan", "--rules", sigma, "--format", "html", "--threads", 1, samples);
        var four = Called.komcert("scan", "--rules", sigma, "--format", "html", "--threads", 4, samples);

        assertThat(four).isEqualTo(one);
        assertThat(one.out()).contains("Was am meisten dazu brächte", "<h2>Lücken</h2>");
    }
}
