package de.komcert.traces.cloud;

import java.util.List;
import java.util.Locale;

import de.komcert.traces.text.TextEntry;

/** What makes a sign-in more than fields with several names: its result stands in numbers, words or not at all. */
final class CloudSignIn {

    /** Where exports write the number of the error; 0 is none. */
    static final List<String> CODES =
            List.of("status.errorCode", "ResultType", "Sign-in error code", "Anmeldefehlercode");

    private static final List<String> REQUIREMENTS =
            List.of("authenticationRequirement", "Authentication requirement", "Authentifizierungsanforderung");
    private static final List<String> PROTOCOLS = List.of("authenticationProtocol", "Authentication Protocol");
    private static final List<String> RESULTS = List.of("Status");
    private static final List<String> SUCCESSES = List.of("success", "erfolg", "erfolgreich");

    private CloudSignIn() {}

    static void fields(CloudFields told, TextEntry entry) {
        var code = code(told);
        entry.aliasUnlessThere("ResultType", code);
        entry.aliasUnlessThere("resultType", code);
        entry.alias("Status", code.equals("0") ? "Success" : "Failure");
        entry.alias("Status", told.first("status.additionalDetails"));
        var required = told.first(REQUIREMENTS);
        if (required != null) {
            var word = requirement(required);
            entry.aliasUnlessThere("AuthenticationRequirement", word);
            entry.aliasUnlessThere("authenticationRequirement", word);
            entry.aliasUnlessThere("properties.authenticationRequirement", word);
        }
        var protocol = told.first(PROTOCOLS);
        switch (protocol == null ? "" : plain(protocol)) {
            case "devicecode" -> entry.alias("properties.message", "Device Code");
            case "ropc" -> entry.alias("properties.message", "ROPC");
            default -> {}
        }
        entry.alias("ActivityDetails", "Sign-ins");
    }

    static String summary(TextEntry entry) {
        var words = new StringBuilder();
        for (var name : new String[] {
            "UserPrincipalName", "ServicePrincipalName", "IPAddress", "ResultType", "ResultDescription"
        }) {
            var value = entry.value(name);
            if (value != null) {
                words.append(words.isEmpty() ? "" : " ").append(value);
            }
        }
        return words.toString();
    }

    /** The table of the portal has a word in place of the number where there was no error. */
    private static String code(CloudFields told) {
        var stated = told.first(CODES);
        var result = told.first(RESULTS);
        if (stated != null && stated.matches("-?\\d{1,10}")) {
            return stated;
        }
        return result == null || SUCCESSES.contains(result.toLowerCase(Locale.ROOT)) ? "0" : "unknown";
    }

    /** As Graph writes it; the portal has it in words of its language. */
    private static String requirement(String stated) {
        var word = plain(stated);
        return word.startsWith("multi") || word.startsWith("mehr")
                ? "multiFactorAuthentication"
                : word.startsWith("single") || word.startsWith("ein") ? "singleFactorAuthentication" : stated;
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
