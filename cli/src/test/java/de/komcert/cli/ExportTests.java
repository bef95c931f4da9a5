package de.komcert.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What people export from Microsoft's cloud and copy from Windows servers, held against the rules that come along. */
class ExportTests {

    private static final Path RULES = Path.of("..", "rules");
    private static final Instant BEGIN = Instant.parse("2026-03-08T06:00:00Z");
    private static final String TAKEN = "M365-Konto nach dem Durchprobieren vieler Konten übernommen";

    @TempDir
    private Path folder;

    private Called scan(String name, String content) throws IOException {
        return scan(name, content, StandardCharsets.UTF_8);
    }

    /** Finds the file in its folder, so that its content has to tell what it is. */
    private Called scan(String name, String content, Charset charset) throws IOException {
        var exports = Files.createDirectories(folder.resolve(name.replace('.', '-')));
        Files.write(exports.resolve(name), content.getBytes(charset));
        var called = Called.komcert("scan", "--rules", RULES, "--format", "jsonl", exports);
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.err()).contains(" 0 Auffälligkeiten").doesNotContain("keine Zeit");
        return called;
    }

    private static String each(int count, String between, IntFunction<String> record) {
        return IntStream.range(0, count).mapToObj(record).collect(Collectors.joining(between));
    }

    private static Instant minutes(int after) {
        return BEGIN.plusSeconds(60L * after);
    }

    private static String user(int number) {
        return "person" + number + "@rathaus.example";
    }

    @Test
    void anAccountGuessedIsFoundInTheTableOfThePortal() throws IOException {
        var head =
                "\"Date (UTC)\",\"Request ID\",\"User\",\"Username\",\"Application\",\"Application ID \",\"IP address\",\"Location\",\"Status\","
                        + "\"Sign-in error code\",\"Failure reason\",\"Client app\",\"Authentication requirement\"\n";
        var rows = each(
                6,
                "\n",
                i ->
                        "\"%s\",\"r%d\",\"Person, %d\",\"%s\",\"Office\",\"a\",\"203.0.113.7\",\"Berlin, DE\",%s,\"Browser\",\"Single-factor authentication\""
                                .formatted(
                                        minutes(i),
                                        i,
                                        i,
                                        user(i),
                                        i < 5
                                                ? "\"Failure\",\"50126\",\"Error validating credentials\""
                                                : "\"Success\",\"None\",\"Other.\""));

        assertThat(scan("InteractiveSignIns.csv", "\ufeff" + head + rows).values("title"))
                .containsOnlyOnce(TAKEN);
    }

    @Test
    void anAccountGuessedIsFoundInWhatGraphAnswers() throws IOException {
        var answer =
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\n\"value\": ["
                        + each(6, ",\n", i -> """
                        {"id": "%d", "createdDateTime": "%s", "userPrincipalName": "%s", "appDisplayName": "Office", "ipAddress": "203.0.113.7",
                         "authenticationRequirement": "singleFactorAuthentication", "status": {"errorCode": %d, "failureReason": "x"}}""".formatted(i, minutes(i), user(i), i < 5 ? 50126 : 0))
                        + "]}";

        var called = scan("signIns.json", answer);

        assertThat(called.values("title")).containsOnlyOnce(TAKEN);
        assertThat(called.values("time")).contains("2026-03-08T06:05:00.0000000Z");
    }

    private static String login(int number, String operation, String error) {
        return "{\"CreationTime\":\"%s\",\"Operation\":\"%s\",\"RecordType\":15,\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"%s\",\"ClientIP\":\"203.0.113.7:4%d\",\"ErrorNumber\":\"%s\"}"
                .formatted(minutes(number).toString().replace("Z", ""), operation, user(number), number, error);
    }

    @Test
    void anAccountGuessedIsFoundInTheAuditLogOfPurviewAlone() throws IOException {
        var rows =
                "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
                        + each(6, "\n", i -> {
                            var operation = i < 5 ? "UserLoginFailed" : "UserLoggedIn";
                            return "r%d,%s,15,%s,%s,\"%s\",,"
                                    .formatted(
                                            i,
                                            minutes(i),
                                            operation,
                                            user(i),
                                            login(i, operation, i < 5 ? "50126" : "0")
                                                    .replace("\"", "\"\""));
                        });

        assertThat(scan("purview.csv", rows).values("title"))
                .containsOnlyOnce("M365-Konto nach dem Durchprobieren übernommen (Überwachungsprotokoll)");
    }

    @Test
    void whoeverSwitchesTheAuditLogOffOrRedirectsMailIsFoundInWhatPowerShellWrites() throws IOException {
        var off =
                "{\"CreationTime\":\"2026-03-08T06:00:00\",\"Operation\":\"Set-AdminAuditLogConfig\",\"Workload\":\"Exchange\",\"UserId\":\"a@b.example\","
                        + "\"Parameters\":[{\"Name\":\"UnifiedAuditLogIngestionEnabled\",\"Value\":\"False\"}]}";
        var rule =
                "{\"CreationTime\":\"2026-03-08T06:01:00\",\"Operation\":\"New-TransportRule\",\"Workload\":\"Exchange\",\"UserId\":\"a@b.example\","
                        + "\"Parameters\":[{\"Name\":\"BlindCopyTo\",\"Value\":\"x@y.example\"}]}";
        var json = "[\r\n" + each(2, ",\r\n", i -> """
                {
                    "CreationDate":  "\\/Date(1772949600000)\\/",
                    "UserIds":  "a@b.example",
                    "Operations":  "x",
                    "AuditData":  "%s"
                }""".formatted((i == 0 ? off : rule).replace("\"", "\\\"")))
                + "\r\n]\r\n";

        assertThat(scan("ual.json", "\ufeff" + json, StandardCharsets.UTF_16LE).values("title"))
                .contains(
                        "Überwachungsprotokoll von M365 abgeschaltet",
                        "Nachrichtenflussregel leitet Mails heimlich um (M365)");
        assertThat(scan("records.jsonl", off + "\n" + rule + "\n").values("title"))
                .contains(
                        "Überwachungsprotokoll von M365 abgeschaltet",
                        "Nachrichtenflussregel leitet Mails heimlich um (M365)");
    }

    @Test
    void aForeignPageBesideOwaIsFoundInTheLogOfIisAndInThatOfExchange() throws IOException {
        var title = "Fremde Seite im Anmeldeordner von Exchange";
        var iis = """
                #Software: Microsoft Internet Information Services 10.0
                #Version: 1.0
                #Date: 2026-03-08 06:00:00
                #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus
                2026-03-08 06:00:01 10.1.1.5 GET /owa/auth/logon.aspx - 443 - 203.0.113.7 Mozilla/5.0+(x) - 200 0
                2026-03-08 06:00:02 10.1.1.5 POST /owa/auth/hilfe.aspx - 443 - 203.0.113.7 curl/8 - 200 0
                """;
        var called = scan("u_ex260308.log", iis);
        assertThat(called.values("title")).containsOnlyOnce(title);
        assertThat(called.values("record")).contains("6");

        var proxy = """
                #Software: Microsoft Exchange Server
                #Version: 15.02.1544.004
                #Log-type: HttpProxy Logs
                #Date: 2026-03-08T06:00:00.000Z
                #Fields: DateTime,RequestId,UrlHost,UrlStem,AuthenticatedUser,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,Method,UrlQuery
                2026-03-08T06:00:02.000Z,1,mail.rathaus.example,/owa/auth/hilfe.aspx,,curl/8,203.0.113.7,EX01,200,POST,
                """;
        assertThat(scan("HttpProxy_2026030806-1.LOG", proxy).values("title")).containsOnlyOnce(title);
    }

    /** Their names for the same fields differ from rule to rule. */
    @Test
    void rulesOfSigmaHqFindTheirFieldsInExports() throws IOException {
        var sigma = SharedData.folder("sigma").resolve("rules");
        var logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("ual.jsonl"), """
                {"CreationTime":"2026-03-08T06:00:00","Operation":"UserLoggedIn","Workload":"AzureActiveDirectory","ApplicationId":"9ba1a5c7-f17a-4de9-a1f1-6178c8d51223","ResultStatus":"Success","ExtendedProperties":[{"Name":"RequestType","Value":"Cmsi:Cmsi"}]}
                {"CreationTime":"2026-03-08T06:00:00","Operation":"AlertTriggered","Workload":"SecurityComplianceCenter","Name":"Impossible travel activity"}
                """);
        Files.writeString(logs.resolve("signins.json"), """
                {"value":[{"createdDateTime":"2026-03-08T06:00:00Z","userPrincipalName":"a@b.example","appDisplayName":"x","ipAddress":"203.0.113.7",
                "authenticationRequirement":"multiFactorAuthentication","authenticationProtocol":"deviceCode","status":{"errorCode":500121,"additionalDetails":"MFA denied; user declined"}}]}
                """);
        Files.writeString(logs.resolve("directory.json"), """
                [{"activityDateTime":"2026-03-08T06:00:00Z","activityDisplayName":"Add member to role","category":"RoleManagement","result":"success",
                "initiatedBy":{},"targetResources":[{"type":"User","modifiedProperties":[{"displayName":"Role.DisplayName","newValue":"\\"Global Administrator\\""}]}]},
                {"activityDateTime":"2026-03-08T06:00:00Z","activityDisplayName":"Admin registered security info","resultReason":"Admin registered temporary access pass method for user"}]
                """);
        Files.writeString(logs.resolve("audit.log"), """
                type=SYSCALL msg=audit(1772950201.250:911): arch=c000003e syscall=59 success=yes exit=0 pid=7 auid=1000 uid=33 comm="base64" exe="/usr/bin/base64" key="x"
                type=EXECVE msg=audit(1772950201.250:911): argc=2 a0="base64" a1="-d"
                type=EXECVE msg=audit(1772950202.250:912): argc=3 a0="wget" a1="--post-file=/etc/passwd" a2="x"
                type=PATH msg=audit(1772950203.250:913): item=0 name="/etc/systemd/system/x.service" nametype=CREATE
                """);

        var called = Called.komcert("scan", "--rules", sigma, "--format", "jsonl", logs);

        assertThat(called.values("rule"))
                .as(called.err())
                .contains(
                        "13f2d3f5-6497-44a7-bf5f-dc13ffafe5dc",
                        "d7eab125-5f94-43df-8710-795b80fa1189",
                        "e40f4962-b02b-4192-9bfe-245f7ece1f99",
                        "248649b7-d64f-46f0-9fb2-a52774166fb5",
                        "ebbeb024-5b1d-4e16-9c0c-917f86c708a7",
                        "fa84aaf5-8142-43cd-9ec2-78cfebf878ce",
                        "cb39d16b-b3b6-4a7a-8222-1cf24b686ffc",
                        "1bac86ba-41aa-4f62-9d6b-405eac99b485",
                        "e2072cab-8c9a-459b-b63c-40ae79e27031");
    }
}
