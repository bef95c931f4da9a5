package de.komcert.evtx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttackSamplesTests {

    @Test
    void everyRecordIsReadWholeAndTellsItsChannel() throws IOException {
        var files = SharedData.logs("evtx/attack-samples");
        var fields = Fields.of("Channel", "EventID", "Provider_Name");
        var reader = new EvtxReader(fields);
        var value = new Value();
        var damaged = new ArrayList<String>();
        Map<String, Integer> channels = new TreeMap<>();
        int records = 0;
        int withProvider = 0;
        for (var file : files) {
            try (var channel = FileChannel.open(file)) {
                reader.open(channel, finding -> {
                    if (finding.kind().costsContent()) {
                        damaged.add(file.getFileName() + " " + finding);
                    }
                });
                while (reader.next()) {
                    records++;
                    var record = reader.record();
                    if (record.read(fields.id("Channel"), value)) {
                        channels.merge(value.text(), 1, Integer::sum);
                    }
                    withProvider += record.read(fields.id("Provider_Name"), value) && value.length() > 0 ? 1 : 0;
                    assertThat(record.read(fields.id("EventID"), value)).isTrue();
                    assertThat(value.isNumber()).isTrue();
                }
            }
        }

        assertThat(files).hasSize(277);
        assertThat(records).isEqualTo(8255);
        assertThat(damaged).isEqualTo(List.of());
        assertThat(withProvider).isEqualTo(8255);
        assertThat(channels)
                .containsEntry("Microsoft-Windows-Sysmon/Operational", 3241)
                .containsEntry("Security", 1577)
                .containsEntry("Microsoft-Windows-Bits-Client/Operational", 1548)
                .containsEntry("Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational", 794)
                .containsEntry("Application", 393);
    }
}
