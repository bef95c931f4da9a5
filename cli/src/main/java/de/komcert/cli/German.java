package de.komcert.cli;

import java.io.IOException;

import de.komcert.logs.Input;
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

    /** That of an input, or that it could not be read. */
    static String checksum(Input input) {
        try {
            return input.content().sha256();
        } catch (IOException unreadable) {
            return "nicht lesbar";
        }
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
            case "MISSING" -> "Das gibt es nicht.";
            case "NO_FILE" -> "Das ist weder eine Datei noch ein Ordner.";
            case "NOT_OPENED" -> "Lässt sich nicht öffnen (" + problem.message() + ").";
            case "ZIP_DIRECTORY" ->
                "Das Verzeichnis des Archivs fehlt oder ist beschädigt; seine Dateien wurden gesucht.";
            case "ZIP_EMPTY" -> "In diesem Archiv ist keine Datei zu finden.";
            case "ZIP_TOO_MANY" -> "Das Archiv nennt mehr als 250.000 Dateien; die übrigen wurden nicht gelesen.";
            case "ZIP_ENCRYPTED" ->
                "Die Datei ist verschlüsselt; entpacken Sie das Archiv mit seinem Kennwort und nennen Sie den Ordner.";
            case "ZIP_METHOD" ->
                "Die Datei ist auf eine Art gepackt, die hier nicht bekannt ist; entpacken Sie das Archiv und nennen Sie"
                        + " den Ordner.";
            case "ZIP_ENTRY" -> "Im Archiv ist nicht zu finden, wo diese Datei steht.";
            case "ZIP_DATA" -> "Die gepackten Daten sind beschädigt oder brechen ab; gelesen wird bis dorthin.";
            case "ZIP_CHECKSUM" -> "Die Datei passt nicht zu Prüfsumme oder Größe, die das Archiv nennt.";
            case "ZIP_OVERLAP" ->
                "Die Datei teilt sich ihre Daten mit einer anderen; sie wurde nicht noch einmal gelesen.";
            case "ZIP_BOMB" -> "Die Datei wird beim Entpacken unglaubwürdig groß; gelesen wird nur ihr Anfang.";
            case "ZIP_UNSAFE_NAME" -> "Der Name der Datei führt aus dem Archiv hinaus; er steht hier ohne diesen Teil.";
            case "ZIP_SAME_NAME" -> "Eine zweite Datei trägt denselben Namen; beide wurden gelesen.";
            case "ZIP_TOO_DEEP" -> "Das Archiv liegt zu tief in anderen; entpacken Sie es und nennen Sie es selbst.";
            case "NOT_JSON" -> "Eine Zeile ist kein vollständiges JSON-Objekt.";
            case "NOT_AN_OBJECT" -> "Eine Zeile ist kein JSON-Objekt.";
            case "TOO_DEEP" -> "Eine Zeile ist zu tief geschachtelt.";
            case "LINE_TOO_LONG" -> "Eine Zeile ist länger als 16 MiB.";
            case "LINE_CUT" -> "Eine Zeile ist länger als 256 KiB; gelesen wird ihr Anfang.";
            case "NOT_SYSLOG" -> "Eine Zeile beginnt nicht mit Zeit und Rechner; sie steht ohne Zeit im Ergebnis.";
            case "NOT_ACCESS" -> "Eine Zeile ist keine eines Zugriffsprotokolls; sie steht ohne Zeit im Ergebnis.";
            case "NOT_JOURNAL" -> "Eine Stelle ist kein Feld eines ausgegebenen Journals.";
            case "BAD_TIME" -> "Eine Zeile nennt eine unmögliche Zeit.";
            case "TIME_ASSUMED" ->
                "Die Zeilen nennen weder Jahr noch Zeitzone; das Jahr ist aus dem Datum der Datei geschlossen. --zone und"
                        + " --year geben beides an.";
            case "GZIP_DATA" -> "Die gepackten Daten sind beschädigt oder brechen ab; gelesen wird bis dorthin.";
            case "GZIP_BOMB" -> "Die Datei wird beim Entpacken unglaubwürdig groß; gelesen wird nur ihr Anfang.";
            case "RULE_UNDECIDED" -> "Eine Regel war für einen Datensatz zu aufwendig (" + problem.message() + ").";
            default -> problem.message();
        };
    }

    /** A number with the word for one or for many. */
    static String counted(long count, String one, String many) {
        return Plain.line("%,d ", count) + (count == 1 ? one : many);
    }

    /** A day and a time of day as they are written in German, in UTC. */
    static String time(long ticks) {
        var text = Times.text(ticks);
        return text.substring(8, 10) + "." + text.substring(5, 7) + "." + text.substring(0, 4) + " "
                + text.substring(11, 19);
    }
}
