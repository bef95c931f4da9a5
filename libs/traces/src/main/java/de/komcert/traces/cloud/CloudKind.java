package de.komcert.traces.cloud;

import java.util.ArrayList;
import java.util.List;

import de.komcert.sigma.LogSource;
import org.jspecify.annotations.Nullable;

/**
 * What a record of Entra ID, Azure or Microsoft 365 is, and by which names rules know its fields. The same record is called
 * otherwise in each export: by Graph and the download of the portal as JSON, by the portal as CSV in its language, by
 * diagnostic settings and Log Analytics, by Purview and {@code Search-UnifiedAuditLog}.
 */
enum CloudKind {
    SIGN_IN(
            LogSource.of("azure", null, "signinlogs"),
            List.of("createdDateTime", "TimeGenerated", "time", "Date (UTC)", "Datum (UTC)"),
            List.of(
                    same("ResultDescription", "status.failureReason", "Failure reason", "Fehlerursache")
                            .as("Resultdescription"),
                    same("UserPrincipalName", "Username", "Benutzername").as("Username"),
                    same("ServicePrincipalName", "Service principal name"),
                    same("ServicePrincipalId", "Service principal ID"),
                    same("IPAddress", "callerIpAddress", "IP address", "IP-Adresse")
                            .as("callerIpAddress", "src_ip"),
                    same(
                                    "location",
                                    "location.countryOrRegion",
                                    "LocationDetails.countryOrRegion",
                                    "Location",
                                    "Standort")
                            .as("Location"),
                    same("DeviceDetail.deviceId", "Device ID", "Geräte-ID").as("properties.deviceDetail.deviceId"),
                    same("DeviceDetail.trusttype", "Join Type"),
                    same("DeviceDetail.isCompliant", "Compliant"),
                    same("ResourceDisplayName", "Resource", "Ressource"),
                    same("ClientApp", "clientAppUsed", "Client app", "Client-App")
                            .as("ClientAppUsed"),
                    same("userAgent", "User agent", "Benutzer-Agent").as("UserAgent"),
                    same("conditionalAccessStatus", "Conditional Access", "Bedingter Zugriff"),
                    same("RiskState"),
                    same("properties.appId", "appId", "Application ID").as("AppId"),
                    same("homeTenantId", "Home tenant ID"),
                    same("resourceTenantId", "Resource tenant ID"))),

    DIRECTORY(
            LogSource.of("azure", null, "auditlogs"),
            List.of("activityDateTime", "TimeGenerated", "time", "Date (UTC)", "Datum (UTC)", "Date"),
            List.of(
                    same("OperationName", "activityDisplayName", "Activity")
                            .as(
                                    "operationName",
                                    "ActivityDisplayName",
                                    "ActivityType",
                                    "activityType",
                                    "properties.message"),
                    same("Category").as("category"),
                    same("LoggedByService", "Service"),
                    same("Status", "result").as("properties.result", "Result"),
                    same("failure_status_reason", "resultReason", "ResultReason"),
                    same("Initiatedby", "initiatedBy.user.userPrincipalName", "ActorUserPrincipalName")
                            .as("Initiatied.By", "UserPrincipalName"),
                    same("IPAddress", "initiatedBy.user.ipAddress").as("src_ip"),
                    same("targetResources.type", "Target1Type"),
                    same(
                            "TargetResources.ModifiedProperties.DisplayName",
                            "targetResources.modifiedProperties.displayName",
                            "Target1ModifiedProperty1Name"),
                    same(
                                    "TargetResources.ModifiedProperties.NewValue",
                                    "targetResources.modifiedProperties.newValue",
                                    "Target1ModifiedProperty1NewValue")
                            .as("TargetResources.modifiedProperties.newValue"))),

    RISK(
            LogSource.of("azure", null, "riskdetection"),
            List.of("activityDateTime", "detectedDateTime", "TimeGenerated", "time"),
            List.of(
                    same("riskEventType"),
                    same("UserPrincipalName"),
                    same("IPAddress").as("src_ip"))),

    ACTIVITY(
            LogSource.of("azure", null, "activitylogs"),
            List.of("eventTimestamp", "time", "TimeGenerated"),
            List.of(
                    same("operationName", "operationName.value", "OperationNameValue")
                            .as("OperationNameValue"),
                    same("CategoryValue", "category.value", "category"),
                    same("ResourceProviderValue", "resourceProviderName.value", "resourceProvider"),
                    same("ResourceId", "_ResourceId"),
                    same("IPAddress", "callerIpAddress", "httpRequest.clientIpAddress")
                            .as("src_ip"),
                    same("UserPrincipalName", "caller"))),

    AUDIT(
            LogSource.of("m365", null, "audit"),
            List.of("CreationTime", "createdDateTime", "CreationDate"),
            List.of(
                    same("Operation", "Operations"),
                    same("UserId", "UserIds", "userPrincipalName").as("UserPrincipalName"),
                    same("ResultType", "ErrorNumber")));

    /**
     * A field and what exports call it.
     *
     * @param rules its names in rules
     * @param exports the names under which it is looked for, in this order
     */
    record Same(List<String> rules, List<String> exports) {

        Same as(String... more) {
            var all = new ArrayList<>(rules);
            all.addAll(List.of(more));
            return new Same(List.copyOf(all), exports);
        }
    }

    private final LogSource source;
    private final List<String> times;
    private final List<Same> same;

    CloudKind(LogSource source, List<String> times, List<Same> same) {
        this.source = source;
        this.times = times;
        this.same = same;
    }

    /** A field that has in some exports the name it has in rules, and in others one of these. */
    private static Same same(String rule, String... others) {
        var exports = new ArrayList<>(List.of(rule));
        exports.addAll(List.of(others));
        return new Same(List.of(rule), List.copyOf(exports));
    }

    LogSource source() {
        return source;
    }

    /** The fields that tell when it happened, the best first. */
    List<String> times() {
        return times;
    }

    List<Same> same() {
        return same;
    }

    /** What a record is by the fields it has; null where it is nothing that is known. */
    static @Nullable CloudKind of(CloudFields fields) {
        var category = fields.first("category");
        if (fields.has("Operation") && fields.has("Workload") || fields.has("Operations") || isAuditOfGraph(fields)) {
            return AUDIT;
        }
        if (category != null && category.endsWith("SignInLogs")) {
            return SIGN_IN;
        }
        if (fields.has("activityDisplayName") || "AuditLogs".equals(category) || isAuditOfPortal(fields)) {
            return DIRECTORY;
        }
        boolean isOfResource = fields.has("resourceId") || fields.has("_ResourceId");
        if (isOfResource && (fields.has("operationName") || fields.has("OperationNameValue"))) {
            return ACTIVITY;
        }
        return fields.has("riskEventType") ? RISK : fields.first(CloudSignIn.CODES) == null ? null : SIGN_IN;
    }

    private static boolean isAuditOfGraph(CloudFields fields) {
        return fields.has("Operation") && (fields.has("RecordType") || fields.has("auditLogRecordType"));
    }

    private static boolean isAuditOfPortal(CloudFields fields) {
        return fields.has("Activity") && fields.has("ActorType");
    }
}
