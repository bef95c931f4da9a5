package de.komcert.traces.cloud;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/** What makes a record of the unified audit log more than fields: lists of named values, and the service that wrote it. */
final class CloudAudit {

    private static final List<String> ADDRESSES = List.of("ClientIP", "ClientIPAddress", "ActorIpAddress");
    /** An address, perhaps with the port behind it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\[(?<bracketed>[0-9A-Fa-f:.]{2,45})\\](?::\\d{1,5})?|(?<plain>\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}");

    private static final LogSource OF_EXCHANGE = LogSource.of("m365", null, "exchange");
    private static final LogSource OF_ALERTS = LogSource.of("m365", null, "threat_management");
    private static final Set<String> SUCCESSES = Set.of("Success", "Succeeded", "True", "PartiallySucceeded");

    private CloudAudit() {}

    static LogSource source(CloudFields told) {
        var workload = told.first("Workload");
        return switch (workload == null ? "" : workload) {
            case "Exchange" -> OF_EXCHANGE;
            case "SecurityComplianceCenter" -> OF_ALERTS;
            default -> CloudKind.AUDIT.source();
        };
    }

    static void fields(CloudFields told, TextEntry entry) {
        var address = address(told.first(ADDRESSES));
        entry.alias("IPAddress", address);
        entry.alias("src_ip", address);
        var result = told.first("ResultStatus");
        entry.alias("eventSource", told.first("Workload"));
        entry.alias("eventName", told.first(List.of("Name", "Operation", "Operations")));
        entry.alias("status", result == null || SUCCESSES.contains(result) ? "success" : result);
        entry.alias("Payload", told.first(List.of("NonPIIParameters", "Parameters")));
    }

    static String summary(TextEntry entry) {
        var words = new StringBuilder();
        for (var name : new String[] {"Operation", "UserId", "IPAddress", "ObjectId"}) {
            var value = entry.value(name);
            if (value != null) {
                words.append(words.isEmpty() ? "" : " ").append(value);
            }
        }
        return words.toString();
    }

    private static @Nullable String address(@Nullable String stated) {
        if (stated == null) {
            return null;
        }
        var parts = ADDRESS.matcher(stated);
        var plain = parts.matches() ? parts.group(parts.group("plain") == null ? "bracketed" : "plain") : stated;
        return plain.startsWith("::ffff:") && plain.contains(".") ? plain.substring("::ffff:".length()) : plain;
    }
}
