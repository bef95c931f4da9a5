package de.komcert.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KindTests {

    private static final Kind ALL = Kind.LOGS.or(Kind.JSON_LINES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Security.EVTX  | anything                                                              | WINDOWS
            no-name        | "ElfFile\0"                                                           | WINDOWS
            events.NDJSON  | {}                                                                    | JSON_LINES
            auth.log       | Mar  9 08:00:00 srv sshd[1]: Accepted password for m.muster           | SYSLOG
            export         | __CURSOR=s=1                                                          | JOURNAL
            audit.log      | type=USER_CMD msg=audit(1772950201.250:5): pid=8                      | SYSLOG
            u_ex.log       | #Software: Microsoft Internet Information Services 10.0               | W3C
            ual.json       | {"CreationTime":"x","Operation":"y","Workload":"z"}                   | CLOUD
            access.log     | 192.0.2.1 - - [09/Mar/2026:08:00:00 +0100] "GET / HTTP/1.1" 200 5     | ACCESS
            """)
    void eachFormatIsRecognisedAndNoOtherKindTakesIt(String name, String head, Format format) {
        byte[] bytes = head.replace("\\0", "\0").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ALL.recognition().of(name, bytes)).isEqualTo(format);
        for (var other : Format.values()) {
            assertThat(Kind.only(other).recognition().of(name, bytes))
                    .as("%s", other)
                    .isEqualTo(other == format ? format : null);
        }
    }

    @ParameterizedTest
    @CsvSource({"notes.txt, Nothing to see", "empty.log, ''", "picture.png, \u0089PNG"})
    void whatIsNoLogIsNotRecognised(String name, String head) {
        assertThat(ALL.recognition().of(name, head.getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
        assertThat(ALL.named()).isEqualTo(Format.WINDOWS);
    }

    @Test
    void recordsOfLoginsAreRecognisedByTheirNameAndWhatTheyHoldAlsoPacked() throws IOException {
        var record = ByteBuffer.allocate(384).order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = record.putShort(0, (short) 7).putInt(340, 1_772_950_201).array();
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }

        assertThat(ALL.recognition().of("var/log/btmp-20261001", bytes)).isEqualTo(Format.LOGINS);
        assertThat(ALL.recognition().of("wtmp.1.gz", packed.toByteArray())).isEqualTo(Format.LOGINS);
        assertThat(Kind.only(Format.LOGINS).recognition().of("wtmp", bytes)).isEqualTo(Format.LOGINS);
        assertThat(Kind.only(Format.SYSLOG).recognition().of("wtmp", bytes)).isNull();
        assertThat(ALL.recognition().of("firmware.bin", bytes)).isNull();
        assertThat(ALL.recognition().of("wtmp", new byte[384])).isNull();
        assertThat(ALL.recognition().of("wtmp", new byte[0])).isNull();
    }
}
