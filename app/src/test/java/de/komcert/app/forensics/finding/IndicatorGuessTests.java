package de.komcert.app.forensics.finding;

import de.komcert.app.incident.Indicators.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IndicatorGuessTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SourceIp          | 192.0.2.7                                  | ADDRESS
            src_ip            | 2001:db8::7                                | ADDRESS
            src_ip            | 999.1.1.1                                  | OTHER
            Duration          | 10:15:30                                   | OTHER
            md5               | d41d8cd98f00b204e9800998ecf8427e           | HASH
            TargetUserName    | Person 7                                   | ACCOUNT
            url               | https://kranichfurt.example/a              | URL
            sender            | post@vennmark.example                      | MAIL
            Image             | C:\\Users\\Person 7\\AppData\\a.exe        | FILE
            Image             | a.exe                                      | FILE
            path              | /var/www/html/index.php                    | FILE
            query             | vennmark.example                           | HOST
            Computer          | PC-17                                      | HOST
            EventID           | 4625                                       | OTHER
            message           | nichts davon                               | OTHER
            """)
    void theKindFollowsFromTheValueOrTheName(String field, String value, Kind kind) {
        assertThat(IndicatorGuess.of(new FindingField(field, value, true))).isEqualTo(new IndicatorGuess(kind, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MD5=d41d8cd98f00b204e9800998ecf8427e,SHA1=da39a3ee5e6b4b0d3255bfef95601890afd80709 | da39a3ee5e6b4b0d3255bfef95601890afd80709
            """)
    void ofSeveralHashesTheLongestIsTaken(String value, String hash) {
        assertThat(IndicatorGuess.of(new FindingField("Hashes", value, true)))
                .isEqualTo(new IndicatorGuess(Kind.HASH, hash));
    }
}
