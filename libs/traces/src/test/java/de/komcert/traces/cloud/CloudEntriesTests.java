package de.komcert.traces.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.Origin;
import de.komcert.traces.Slots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports from Microsoft's cloud in all their forms. */
class CloudEntriesTests {

    private static final String SIGN_IN = """
            {"id":"1","createdDateTime":"2026-03-08T06:10:01Z","userDisplayName":"Muster, Max","userPrincipalName":"m.muster@rathaus.example",
            "appDisplayName":"Exchange","ipAddress":"203.0.113.7","clientAppUsed":"IMAP4","conditionalAccessStatus":"notApplied",
            "authenticationRequirement":"singleFactorAuthentication","authenticationProtocol":"deviceCode",
            "status":{"errorCode":50126,"failureReason":"Invalid username or password.","additionalDetails":"MFA denied; x"},
            "deviceDetail":{"deviceId":"","trustType":null},"location":{"city":"Berlin","countryOrRegion":"DE"},"networkLocationDetails":[]}""";
    private static final String RECORD = """
            {"CreationTime":"2026-03-08T06:10:01","Operation":"New-InboxRule","Workload":"Exchange","UserId":"m.muster@rathaus.example",\
            "ClientIP":"[2001:db8::7]:4711","ResultStatus":"True","Parameters":[{"Name":"ForwardTo","Value":"x@y.example"},{"Name":"DeleteMessage","Value":"True"}],\
            "ExtendedProperties":[{"Name":"RequestType","Value":"Cmsi:Cmsi"}]}""";

    private final List<String> problems = new ArrayList<>();

    private record Found(String time, String source, String provider, List<String> slots) {}

    private List<Found> read(byte[] text) throws IOException {
        problems.clear();
        var reader = new CloudEntries(new ByteArrayInputStream(text), problem -> problems.add(problem.kind()));
        var all = new ArrayList<Found>();
        while (reader.next()) {
            var entry = reader.entry();
            all.add(new Found(
                    entry.time() == Entry.NO_TIME
                            ? "-"
                            : Moment.instant(entry.time()).toString(),
                    entry.source().toString(),
                    String.valueOf(entry.origin(Origin.PROVIDER)),
                    Slots.of(entry)));
        }
        return all;
    }

    private List<Found> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Found only(String text) throws IOException {
        var all = read(text);
        assertThat(problems).isEmpty();
        assertThat(all).hasSize(1);
        assertThat(CloudEntries.isHead(text)).as("recognised: %s", text).isTrue();
        return all.getFirst();
    }

    @Test
    void aSignInFromGraphHasAllTheNamesThatRulesUse() throws IOException {
        var found =
                only("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\"value\":["
                        + SIGN_IN + "]}");

        assertThat(found.time()).isEqualTo("2026-03-08T06:10:01Z");
        assertThat(found.source()).isEqualTo("product azure, service signinlogs");
        assertThat(found.slots())
                .contains(
                        "status.errorCode=50126",
                        "ResultType=50126",
                        "resultType=50126",
                        "Status=Failure",
                        "Status=MFA denied; x",
                        "ResultDescription=Invalid username or password.",
                        "UserPrincipalName=m.muster@rathaus.example",
                        "IPAddress=203.0.113.7",
                        "callerIpAddress=203.0.113.7",
                        "AuthenticationRequirement=singleFactorAuthentication",
                        "properties.authenticationRequirement=singleFactorAuthentication",
                        "ClientApp=IMAP4",
                        "location=DE",
                        "properties.message=Device Code",
                        "DeviceDetail.deviceId=",
                        "networkLocationDetails=[]")
                .doesNotContain("status.errorCode=");
    }

    @Test
    void aTimeThatIsNoneIsSaidAndNotMadeUp() throws IOException {
        for (var time : List.of("0001-01-01T00:00:00Z", "/Date(999999999999999)/", "13.13.2026 06:10:01")) {
            var found = read(SIGN_IN.replace("2026-03-08T06:10:01Z", time));

            assertThat(found).extracting(Found::time).as(time).containsExactly("-");
            assertThat(problems).as(time).containsExactly("BAD_TIME");
        }
    }

    @Test
    void itIsTheSameFromDiagnosticSettingsAndLogAnalytics() throws IOException {
        var settings =
                only("{\"time\":\"2026-03-08T06:10:01Z\",\"resourceId\":\"/tenants/1/providers/Microsoft.aadiam\","
                        + "\"operationName\":\"Sign-in activity\",\"category\":\"SignInLogs\",\"resultType\":\"50126\",\"resultDescription\":\"Invalid username\","
                        + "\"callerIpAddress\":\"203.0.113.7\",\"properties\":" + SIGN_IN.replace("\n", "") + "}");
        var analytics = only(
                "TimeGenerated [UTC],TimeGenerated,ResultType,UserPrincipalName,IPAddress,DeviceDetail\n"
                        + "x,2026-03-08T06:10:01Z,50126,m.muster@rathaus.example,203.0.113.7,\"{\"\"deviceId\"\":\"\"\"\"}\"\n");

        for (var found : List.of(settings, analytics)) {
            assertThat(found.source()).isEqualTo("product azure, service signinlogs");
            assertThat(found.time()).isEqualTo("2026-03-08T06:10:01Z");
            assertThat(found.slots())
                    .contains(
                            "ResultType=50126",
                            "UserPrincipalName=m.muster@rathaus.example",
                            "IPAddress=203.0.113.7",
                            "DeviceDetail.deviceId=");
        }
    }

    @Test
    void theTableOfThePortalSaysByAWordThatThereWasNoError() throws IOException {
        var head =
                "\"Date (UTC)\",\"Request ID\",\"User agent\",\"User\",\"Username\",\"Application\",\"Application ID \",\"IP address\",\"Location\","
                        + "\"Status\",\"Sign-in error code\",\"Failure reason\",\"Client app\",\"Device ID\",\"Authentication requirement\"\n";
        var failed =
                "\"2026-03-08T06:10:01Z\",\"1\",\"axios/1\",\"Muster, Max\",\"m.muster@rathaus.example\",\"Exchange\",\"a1\",\"203.0.113.7\",\"Berlin, DE\","
                        + "\"Failure\",\"50126\",\"Invalid username\",\"Browser\",\"\",\"Single-factor authentication\"\n";
        var succeeded = failed.replace("\"Failure\",\"50126\",\"Invalid username\"", "\"Success\",\"None\",\"Other.\"")
                .replace("Single-factor", "Multifactor");

        assertThat(only("\ufeff" + head + failed).slots())
                .contains(
                        "ResultType=50126",
                        "UserPrincipalName=m.muster@rathaus.example",
                        "IPAddress=203.0.113.7",
                        "userAgent=axios/1",
                        "properties.appId=a1",
                        "AuthenticationRequirement=singleFactorAuthentication",
                        "DeviceDetail.deviceId=");
        assertThat(only(head + succeeded).slots())
                .contains("ResultType=0", "Status=Success", "AuthenticationRequirement=multiFactorAuthentication");
    }

    @Test
    void programsThatSignInByThemselvesAreReadFromTheirOwnTables() throws IOException {
        var table =
                "Date (UTC),Request ID,Correlation ID,Service principal ID,Service principal name,Credential key ID,"
                        + "Application ,Application ID %s,Status,Sign-in error code,Failure reason,Conditional Access\n"
                        + "2026-03-08T06:10:01Z,1,2,sp-1,Sicherung,k-1,Sicherung,a-1%s,Failure,7000215,Invalid client secret,Not Applied\n";
        var ofApplications = only(table.formatted(",IP address,Location", ",203.0.113.7,\"Berlin, DE\""));
        var ofMachines = only(table.formatted(",Resource", ",Vault"));

        for (var found : List.of(ofApplications, ofMachines)) {
            assertThat(found.time()).isEqualTo("2026-03-08T06:10:01Z");
            assertThat(found.source()).isEqualTo("product azure, service signinlogs");
            assertThat(found.slots())
                    .contains(
                            "ServicePrincipalId=sp-1",
                            "ServicePrincipalName=Sicherung",
                            "properties.appId=a-1",
                            "ResultType=7000215",
                            "Status=Failure",
                            "ResultDescription=Invalid client secret");
        }
        assertThat(ofApplications.slots()).contains("IPAddress=203.0.113.7");
    }

    @Test
    void aTableThatNamesAColumnTwiceKeepsTheFirst() throws IOException {
        var found = only("Date (UTC),Request ID,Username,Incoming token type,IP address,IP address (seen by resource),"
                + "Autonomous system  number,Incoming token type,Status,Sign-in error code\n"
                + "2026-03-08T06:10:01Z,1,m.muster@rathaus.example,primaryRefreshToken,203.0.113.7,198.51.100.4,64500,none,"
                + "Interrupted,50140\n");

        assertThat(found.slots())
                .contains(
                        "Incoming token type=primaryRefreshToken",
                        "IPAddress=203.0.113.7",
                        "ResultType=50140",
                        "Status=Failure");
    }

    @Test
    void theUnifiedAuditLogIsReadHoweverItIsWrapped() throws IOException {
        var cell = "\"" + RECORD.replace("\"", "\"\"") + "\"";
        var text = "\"" + RECORD.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        var forms = List.of(
                RECORD,
                "[\n" + RECORD + "\n]",
                "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
                        + "1,2026-03-08T06:10:01.0000000Z,1,New-InboxRule,m.muster@rathaus.example," + cell + ",,\n",
                "#TYPE Deserialized.Microsoft.Exchange.Data\n\"PSComputerName\";\"CreationDate\";\"UserIds\";\"Operations\";\"AuditData\"\n"
                        + "\"x\";\"08.03.2026 06:10:01\";\"m.muster@rathaus.example\";\"New-InboxRule\";" + cell + "\n",
                "[{\"RecordType\":1,\"CreationDate\":\"\\/Date(1772950201000)\\/\",\"UserIds\":\"m\",\"Operations\":\"New-InboxRule\",\"AuditData\":"
                        + text + "}]",
                "{\"value\":[{\"createdDateTime\":\"2026-03-08T06:10:01Z\",\"operation\":\"New-InboxRule\",\"auditData\":"
                        + RECORD + ",\"AuditData\":null}]}");
        for (var form : forms) {
            var found = only(form);
            assertThat(found.time()).as(form).isEqualTo("2026-03-08T06:10:01Z");
            assertThat(found.source()).isEqualTo("product m365, service exchange");
            assertThat(found.provider()).isEqualTo("Exchange");
            assertThat(found.slots())
                    .contains(
                            "Operation=New-InboxRule",
                            "UserPrincipalName=m.muster@rathaus.example",
                            "IPAddress=2001:db8::7",
                            "Parameters.Name=ForwardTo",
                            "Parameters=[{\"Name\":\"ForwardTo\",\"Value\":\"x@y.example\"},{\"Name\":\"DeleteMessage\",\"Value\":\"True\"}]",
                            "RequestType=Cmsi:Cmsi",
                            "status=success");
        }
    }

    @Test
    void aCellThatWasCutKeepsWhatStandsBesideIt() throws IOException {
        var found = read(
                "CreationDate,UserIds,Operations,AuditData\n3/8/2026 6:10:01 AM,m.muster@rathaus.example,New-InboxRule,\"{\"\"CreationTime\"\":\"\"2026\"\n");

        assertThat(problems).containsExactly("AUDIT_DATA_CUT");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().time()).isEqualTo("2026-03-08T06:10:01Z");
        assertThat(found.getFirst().slots()).contains("Operation=New-InboxRule", "UserId=m.muster@rathaus.example");
    }

    @Test
    void windowsPowerShellWritesUtf16() throws IOException {
        assertThat(read(("\ufeff[" + RECORD + "]").getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(read("[" + RECORD + "]"));
        assertThat(read(("\ufeff[" + RECORD.replace("ForwardTo", "😀".repeat(9_000)) + "]")
                        .getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(read("[" + RECORD.replace("ForwardTo", "😀".repeat(9_000)) + "]"));
    }

    @Test
    void alertsAndChangesOfTheDirectoryHaveTheNamesOfTheirRules() throws IOException {
        var alert = only(
                "{\"CreationTime\":\"2026-03-08T06:10:01\",\"Operation\":\"AlertTriggered\",\"Workload\":\"SecurityComplianceCenter\",\"Name\":\"Impossible travel activity\"}");
        assertThat(alert.source()).isEqualTo("product m365, service threat_management");
        assertThat(alert.slots())
                .contains(
                        "eventSource=SecurityComplianceCenter",
                        "eventName=Impossible travel activity",
                        "status=success");

        var change = only(
                "{\"activityDateTime\":\"2026-03-08T06:10:01Z\",\"activityDisplayName\":\"Add member to role\",\"category\":\"RoleManagement\","
                        + "\"loggedByService\":\"Core Directory\",\"result\":\"success\",\"initiatedBy\":{\"user\":{\"userPrincipalName\":\"a@b.example\"}},"
                        + "\"targetResources\":[{\"type\":\"User\",\"modifiedProperties\":[{\"displayName\":\"Role.DisplayName\",\"newValue\":\"\\\"Global Administrator\\\"\"}]}]}");
        assertThat(change.source()).isEqualTo("product azure, service auditlogs");
        assertThat(change.slots())
                .contains(
                        "properties.message=Add member to role",
                        "OperationName=Add member to role",
                        "Category=RoleManagement",
                        "properties.result=success",
                        "Initiatedby=a@b.example",
                        "Role.DisplayName=Global Administrator")
                .anyMatch(slot -> slot.startsWith("properties.targetResources=[{\"type\":\"User\""))
                .anyMatch(slot -> slot.startsWith("TargetResources.modifiedProperties=[{"));

        var table = only(
                "\"Date (UTC)\",\"CorrelationId\",\"Service\",\"Category\",\"Activity\",\"Result\",\"ActorType\",\"ActorUserPrincipalName\",\"Target1ModifiedProperty1Name\",\"Target1ModifiedProperty1NewValue\"\n"
                        + "\"2026-03-08T06:10:01+00:00\",\"1\",\"Core Directory\",\"RoleManagement\",\"Add member to role\",\"success\",\"User\",\"a@b.example\",\"Role.DisplayName\",\"\"\"Global Administrator\"\"\"\n");
        assertThat(table.time()).isEqualTo("2026-03-08T06:10:01Z");
        assertThat(table.slots())
                .contains(
                        "properties.message=Add member to role",
                        "Initiatedby=a@b.example",
                        "Role.DisplayName=Global Administrator");

        assertThat(
                        only("{\"riskEventType\":\"unlikelyTravel\",\"activityDateTime\":\"2026-03-08T06:10:01Z\",\"userPrincipalName\":\"a@b.example\"}")
                                .source())
                .isEqualTo("product azure, service riskdetection");
        assertThat(
                        only("{\"time\":\"2026-03-08T06:10:01Z\",\"resourceId\":\"/SUBSCRIPTIONS/1\",\"operationName\":\"MICROSOFT.NETWORK/X/WRITE\",\"category\":\"Administrative\",\"resultType\":\"Success\"}")
                                .source())
                .isEqualTo("product azure, service activitylogs");
    }

    @Test
    void whatIsBrokenCostsItselfAndWhatIsUnknownIsKept() throws IOException {
        var found =
                read("[" + RECORD + ",\n{\"broken\":tru},\n{\"a\":\"offen\n" + "},\n{\"fremd\":1},\n" + RECORD + "]");

        assertThat(found).hasSize(3);
        assertThat(problems).contains("NOT_JSON", "NOT_CLOUD");
        assertThat(found.get(1).slots()).containsExactly("fremd=1");
        assertThat(found.get(1).time()).isEqualTo("-");

        assertThat(read("UserPrincipalName,ResultType,a,b\na@b.example,0,1,2,3\n"))
                .hasSize(1);
        assertThat(problems).containsExactly("NOT_ALL_COLUMNS");
        read(RECORD.replace("2026-03-08T06:10:01", "gestern"));
        assertThat(problems).containsExactly("BAD_TIME");
    }

    @Test
    void aRecordTakesBoundedRoomAndWork() throws IOException {
        var huge =
                new StringBuilder("{\"CreationTime\":\"2026-03-08T06:10:01\",\"Operation\":\"x\",\"Workload\":\"y\"");
        for (int i = 0; huge.length() < 3_000_000; i++) {
            huge.append(",\"n").append(i).append("\":[{}]");
        }
        assertThat(read(huge.append('}').toString())).hasSize(1);
        assertThat(problems).containsExactly("RECORD_CUT");
        assertThat(read("{\"Operation\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isEmpty();
        assertThat(problems).containsExactly("NOT_JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"product\":\"azure\",\"service\":\"signinlogs\",\"ResultType\":0,\"UserPrincipalName\":\"a\"}",
                "{\"a\":1}",
                "[]",
                "Name;Vorname;Ort;Straße\nMuster;Max;X;Y",
                "AuditData",
                "Guten Tag, AuditData, und mehr"
            })
    void whatOnlyLooksLikeItIsNone(String head) {
        assertThat(CloudEntries.isHead(head)).isFalse();
    }

    @Test
    void whateverStandsInAnExportItIsReadToItsEnd() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        System.out.println("CloudEntriesTests: -Dkomcert.seed=" + seed);
        var random = new Random(seed);
        var seeds = List.of(
                SIGN_IN,
                RECORD,
                "CreationDate,UserIds,Operations,AuditData\n1,2,3,\"" + RECORD.replace("\"", "\"\"") + "\"\n");
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int changes = random.nextInt(8); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, "\"{}[],:\\\n\u0000ü1".charAt(random.nextInt(12)));
                    case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
                    default -> text.insert(at, random.nextBoolean() ? "{\"" : "\"}");
                }
                if (text.isEmpty()) {
                    text.append('{');
                }
            }
            assertThat(read(text.toString())).as("seed %d, %s", seed, text).hasSizeLessThan(40);
        }
    }
}
