package de.komcert.cli.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the tags of a rule say of ATT&CK, for German readers. */
public final class Tactics {

    private static final Map<String, String> GERMAN = Map.ofEntries(
            Map.entry("reconnaissance", "Erkundung von außen"),
            Map.entry("resource-development", "Aufbau von Mitteln"),
            Map.entry("initial-access", "Erster Zugang"),
            Map.entry("execution", "Ausführung"),
            Map.entry("persistence", "Festsetzen"),
            Map.entry("privilege-escalation", "Mehr Rechte"),
            Map.entry("defense-evasion", "Umgehen der Abwehr"),
            Map.entry("stealth", "Verbergen"),
            Map.entry("defense-impairment", "Schwächen der Abwehr"),
            Map.entry("credential-access", "Zugangsdaten"),
            Map.entry("discovery", "Erkundung im Netz"),
            Map.entry("lateral-movement", "Ausbreitung"),
            Map.entry("collection", "Sammeln von Daten"),
            Map.entry("command-and-control", "Fernsteuerung"),
            Map.entry("exfiltration", "Abfluss von Daten"),
            Map.entry("impact", "Schaden"),
            Map.entry("evasion", "Umgehen der Erkennung"),
            Map.entry("inhibit-response-function", "Lähmen von Schutzfunktionen"),
            Map.entry("impair-process-control", "Stören der Steuerung"));

    private Tactics() {}

    /** Tactics in German, then techniques by their numbers; a tactic without a German name as it is. */
    public static String of(List<String> tags) {
        var tactics = new ArrayList<String>();
        var techniques = new ArrayList<String>();
        for (var tag : tags) {
            if (tag.startsWith("attack.")) {
                var name = tag.substring("attack.".length()).replace('_', '-');
                if (name.matches("[tsg]\\d{4}(\\.\\d{3})?")) {
                    techniques.add(name.toUpperCase(Locale.ROOT));
                } else {
                    tactics.add(GERMAN.getOrDefault(name, name));
                }
            }
        }
        tactics.addAll(techniques);
        return String.join(", ", tactics);
    }
}
