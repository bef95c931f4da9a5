package de.komcert.cli;

import de.komcert.sigma.Level;
import de.komcert.traces.Problem;

/** How things that have fixed names in rules and readers are called for people. */
final class German {

    private German() {}

    static String level(Level level) {
        return switch (level) {
            case INFORMATIONAL -> "Hinweis";
            case LOW -> "niedrig";
            case MEDIUM -> "mittel";
            case HIGH -> "hoch";
            case CRITICAL -> "kritisch";
        };
    }

    static String problem(Problem problem) {
        return switch (problem.kind()) {
            case "FILE_HEADER" -> "Der Kopf der Datei fehlt oder ist falsch.";
            case "NOT_CLOSED" -> "Das Protokoll wurde nicht geschlossen.";
            case "TRUNCATED" -> "Die Datei ist abgeschnitten.";
            case "CHUNK_HEADER" -> "Der Kopf eines Blocks fehlt oder ist falsch.";
            case "CHECKSUM" -> "Eine Prüfsumme stimmt nicht.";
            case "BROKEN_CHAIN" -> "Die Kette der Datensätze ist unterbrochen.";
            case "BAD_RECORD" -> "Ein Datensatz ist nicht so lesbar, wie er geschrieben wurde.";
            case "BAD_VALUE" -> "Ein Wert passt nicht zu seiner Art.";
            case "BEHIND_THE_END" -> "Ein Datensatz steht hinter dem Ende seines Blocks.";
            case "BORROWED_TEMPLATE" -> "Eine verlorene Vorlage wurde durch eine gleichen Namens ersetzt.";
            case "LIMIT" -> "Ein Datensatz ist zu tief geschachtelt oder würde zu groß.";
            case "UNREADABLE" -> "Die Datei ließ sich hier nicht lesen.";
            case "NOT_OPENED" -> "Lässt sich nicht öffnen (" + problem.message() + ").";
            case "NOT_JSON" -> "Eine Zeile ist kein vollständiges JSON-Objekt.";
            case "NOT_AN_OBJECT" -> "Eine Zeile ist kein JSON-Objekt.";
            case "TOO_DEEP" -> "Eine Zeile ist zu tief geschachtelt.";
            case "LINE_TOO_LONG" -> "Eine Zeile ist länger als 16 MiB.";
            case "RULE_UNDECIDED" -> "Eine Regel war für einen Datensatz zu aufwendig (" + problem.message() + ").";
            default -> problem.message();
        };
    }
}
