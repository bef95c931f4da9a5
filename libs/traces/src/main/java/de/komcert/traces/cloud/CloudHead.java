package de.komcert.traces.cloud;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import de.komcert.traces.text.CsvRow;

/** How an export from Microsoft's cloud begins: what it is known by, and how its table is written. */
final class CloudHead {

    /** Each of these sets of names tells an export by itself. */
    private static final List<List<String>> NAMES = List.of(
            List.of("AuditData"),
            List.of("CreationTime", "Operation", "Workload"),
            List.of("createdDateTime", "appDisplayName", "status"),
            List.of("createdDateTime", "userPrincipalName", "ipAddress"),
            List.of("UserPrincipalName", "ResultType"),
            List.of("activityDateTime", "activityDisplayName"),
            List.of("activityDateTime", "riskEventType"),
            List.of("Sign-in error code", "IP address"),
            List.of("Sign-in error code", "Service principal ID"),
            List.of("Anmeldefehlercode", "IP-Adresse"),
            List.of("ActorUserPrincipalName", "Activity", "Result"),
            List.of("operationName", "resourceId", "category", "time"));

    private static final List<String> ROUTES =
            List.of("auditLogs/signIns", "auditLogs/directoryAudits", "identityProtection/riskDetections");

    private CloudHead() {}

    /** Whether it is one beyond doubt. An event that says by itself where it comes from is to be read as it stands. */
    static boolean isOfExport(String head) {
        if (isJson(head)) {
            return !head.contains("\"product\"")
                    && (ROUTES.stream().anyMatch(head::contains)
                            || isAny(name ->
                                    head.contains("\"" + name + "\"") || head.contains("\\\"" + name + "\\\"")));
        }
        var names = Set.copyOf(columns(CsvRow.cells(header(head), separator(head))));
        return names.size() > 3 && isAny(names::contains);
    }

    private static boolean isAny(Predicate<String> isThere) {
        return NAMES.stream().anyMatch(all -> all.stream().allMatch(isThere));
    }

    static boolean isJson(String head) {
        var text = head.stripLeading();
        return text.startsWith("{") || text.startsWith("[");
    }

    /** The line with the names; Windows PowerShell writes a type before it. */
    private static String header(String head) {
        return head.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#TYPE"))
                .findFirst()
                .orElse("");
    }

    /** A comma, or the semicolon of a German Windows. */
    static char separator(String head) {
        var header = header(head);
        return header.chars().filter(c -> c == ';').count()
                        > header.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
    }

    /** Some names have a blank behind them. */
    static List<String> columns(List<String> cells) {
        return cells.stream().map(String::strip).toList();
    }
}
