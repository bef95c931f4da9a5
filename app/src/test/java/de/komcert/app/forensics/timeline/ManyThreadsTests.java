package de.komcert.app.forensics.timeline;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.vault.Vault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of a timeline do not tell how many threads have read the logs; {@link TimelinesTests} reads with one. */
@TestPropertySource(properties = "komcert.analysis.threads=4")
class ManyThreadsTests extends AnalysisCase {

    @Autowired
    Timelines timelines;

    @Autowired
    Vault vault;

    @Test
    void fourThreadsGiveTheSameBytesAsOne() throws Exception {
        var analysis = ended(request(SeveralLogs.all()));

        Acting.run(analyst, () -> {
            var kept = timelines.find(incident.id(), analysis.id()).orElseThrow();
            assertThat(kept.span().events()).isEqualTo(SeveralLogs.FILES * SeveralLogs.LINES);
            assertThat(vault.find(kept.file()).hash().hex()).isEqualTo(SeveralLogs.SHA256);
        });
    }
}
