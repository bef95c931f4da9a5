package de.komcert.app.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A class and type of the Reference Security Incident Taxonomy, version 1003.
 *
 * @see <a href="https://github.com/enisaeu/Reference-Security-Incident-Taxonomy-Task-Force">RSIT, CC0</a>
 */
public record Rsit(String value) {

    private static final Map<String, List<String>> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("abusive-content", List.of("spam", "harmful-speech", "violence")),
            Map.entry(
                    "malicious-code",
                    List.of("infected-system", "c2-server", "malware-distribution", "malware-configuration")),
            Map.entry("information-gathering", List.of("scanner", "sniffing", "social-engineering")),
            Map.entry("intrusion-attempts", List.of("ids-alert", "brute-force", "exploit")),
            Map.entry(
                    "intrusions",
                    List.of(
                            "privileged-account-compromise",
                            "unprivileged-account-compromise",
                            "application-compromise",
                            "system-compromise",
                            "burglary")),
            Map.entry("availability", List.of("dos", "ddos", "misconfiguration", "sabotage", "outage")),
            Map.entry(
                    "information-content-security",
                    List.of(
                            "unauthorised-information-access",
                            "unauthorised-information-modification",
                            "data-loss",
                            "data-leak")),
            Map.entry("fraud", List.of("unauthorised-use-of-resources", "copyright", "masquerade", "phishing")),
            Map.entry(
                    "vulnerable",
                    List.of(
                            "weak-crypto",
                            "ddos-amplifier",
                            "potentially-unwanted-accessible",
                            "information-disclosure",
                            "vulnerable-system")),
            Map.entry("other", List.of("other", "undetermined")),
            Map.entry("test", List.of("test"))));

    public static final Rsit UNDETERMINED = new Rsit("other:undetermined");

    /** The taxonomy's entry of this name, where it has one. */
    public static Optional<Rsit> of(String value) {
        var parts = value.split(":", 2);
        return parts.length == 2 && TYPES.getOrDefault(parts[0], List.of()).contains(parts[1])
                ? Optional.of(new Rsit(value))
                : Optional.empty();
    }

    /** All entries, class by class. */
    public static List<Rsit> all() {
        return TYPES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(type -> new Rsit(entry.getKey() + ":" + type)))
                .toList();
    }

    /** All entries under the keys of their classes' names. */
    public static Map<String, List<Rsit>> byClass() {
        return all().stream().collect(Collectors.groupingBy(Rsit::classKey, LinkedHashMap::new, Collectors.toList()));
    }

    /** Where the bundles name it. */
    public String textKey() {
        return "rsit." + value.replace(':', '.');
    }

    private String classKey() {
        return "rsit." + value.substring(0, value.indexOf(':'));
    }

    @Override
    public String toString() {
        return value;
    }
}
