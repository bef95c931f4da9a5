package de.komcert.app.forensics;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.name.Pseudonyms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What people export elsewhere and bring along: rules find what they should in it, and no name is left. */
class ExportedLogsTests extends AnalysisCase {

    @Autowired
    Pseudonyms pseudonyms;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signins.csv | 12 | M365-Konto nach dem Durchprobieren vieler Konten übernommen
            purview.csv | 6 | M365-Konto nach dem Durchprobieren übernommen (Überwachungsprotokoll)
            Master.csv  | 1 | Gespräch zu Satelliten- oder internationalen Sondernetzen
            events.txt  | 1 | FRITZ!Box aus dem Internet verwaltet
            """)
    void areReadAndNameNobody(String name, int people, String title) throws Exception {
        var analysis = ended(request(name, export(name)));

        var found = owner.sql("select title || fields::text || words from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query(String.class)
                .list();
        assertThat(found).anyMatch(finding -> finding.startsWith(title));
        assertThat(String.join("", found)).doesNotContainIgnoringCase("kessler");
        Acting.run(analyst, () -> assertThat(pseudonyms.count(incident.id())).isEqualTo(people));
    }

    private static String export(String name) {
        return switch (name) {
            case "signins.csv" ->
                "\"Date (UTC)\",\"User\",\"Username\",\"IP address\",\"Status\",\"Sign-in error code\",\"Failure reason\"\n"
                        + rows(
                                "\"2026-11-20T09:0%1$d:00Z\",\"Kessler, Mia %1$d\",\"m.kessler%1$d@rathaus.example\",\"203.0.113.7\",%2$s\n",
                                "\"Failure\",\"50126\",\"x\"", "\"Success\",\"None\",\"Other.\"");
            case "purview.csv" ->
                "RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n"
                        + rows(
                                "r,2026-11-20T09:0%1$d:00Z,15,x,x,\"{\"\"CreationTime\"\":\"\"2026-11-20T09:0%1$d:00\"\",\"\"Workload\"\":\"\"AzureActiveDirectory\"\","
                                        + "\"\"ClientIP\"\":\"\"203.0.113.7\"\",\"\"UserId\"\":\"\"m.kessler%1$d@rathaus.example\"\",%2$s}\"\n",
                                "\"\"Operation\"\":\"\"UserLoginFailed\"\",\"\"ErrorNumber\"\":\"\"50126\"\"",
                                "\"\"Operation\"\":\"\"UserLoggedIn\"\",\"\"ErrorNumber\"\":\"\"0\"\"");
            case "Master.csv" ->
                "\"\",\"231\",\"00882000000000\",\"from-internal\",\"\"\"Mia Kessler\"\" <231>\",\"PJSIP/231-1\",\"PJSIP/t-2\",\"Dial\",\"x\","
                        + "\"2026-11-20 10:00:01\",\"2026-11-20 10:00:03\",\"2026-11-20 10:40:01\",2400,2398,\"ANSWERED\",\"DOCUMENTATION\"\n";
            default ->
                "20.11.26 10:00:00 Anmeldung des Benutzers m.kessler an der FRITZ!Box-Benutzeroberfläche von IP-Adresse 203.0.113.160.\n";
        };
    }

    private static String rows(String row, String failed, String succeeded) {
        return IntStream.range(0, 6)
                .mapToObj(i -> row.formatted(i, i < 5 ? failed : succeeded))
                .collect(Collectors.joining());
    }
}
