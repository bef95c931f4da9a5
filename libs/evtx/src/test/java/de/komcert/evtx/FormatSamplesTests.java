package de.komcert.evtx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs that show a peculiarity of the format, with the numbers of records that an independent reader finds. */
class FormatSamplesTests {

    private static final String FOLDER = "evtx/format-samples";

    @ParameterizedTest
    @CsvSource({
        "sample-with-irregular-bool-values.evtx, 3028",
        "2-vss_7-System.evtx, 1160",
        "E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2%4Operational.evtx, 340",
        "Application_no_crc32.evtx, 17",
        "post-Security.evtx, 126",
        "MSExchange_Management_wec.evtx, 1",
        "Security_with_size_t.evtx, 636",
        "issue_201.evtx, 1",
        "new-user-security.evtx, 4",
        "security.evtx, 2261",
        "sysmon.evtx, 358",
        "system.evtx, 1881",
    })
    void everyRecordIsReadWhole(String file, int records) {
        var reading = Reading.of(SharedData.folder(FOLDER).resolve(file));

        assertThat(reading.whole()).hasSize(records);
        assertThat(reading.damaged()).isEmpty();
        assertThat(reading.findings()).noneMatch(finding -> finding.kind().costsContent());
    }

    @Test
    void eightBlocksThatAreNoChunksAreFindings() {
        var reading = Reading.of(SharedData.folder(FOLDER).resolve("sysmon.evtx"));

        assertThat(reading.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.CHUNK_HEADER)
                .extracting(Finding::offset)
                .containsExactly(593920L, 659456L, 724992L, 790528L, 856064L, 921600L, 987136L, 1052672L);
    }

    @Test
    void everyTruthValueThatIsNotZeroIsTrue() {
        var reading = Reading.of(SharedData.folder(FOLDER).resolve("sample-with-irregular-bool-values.evtx"));

        assertThat(reading.whole())
                .noneMatch(json -> json.contains("\"IsMachine\":16"))
                .anyMatch(json -> json.contains("\"IsMachine\":true"))
                .anyMatch(json -> json.contains("\"IsMachine\":false"));
    }

    @Test
    void aLogWithoutChecksumsHasNoWrongOnes() {
        var reading = Reading.of(SharedData.folder(FOLDER).resolve("Application_no_crc32.evtx"));

        assertThat(reading.kinds()).doesNotContain(Finding.Kind.CHECKSUM);
    }
}
