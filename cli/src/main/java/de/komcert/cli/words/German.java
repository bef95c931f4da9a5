package de.komcert.cli.words;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

import de.komcert.logs.Input;
import de.komcert.logs.Undecided;
import de.komcert.logs.WaitingRule;
import de.komcert.sigma.Level;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Sight;
import de.komcert.sigma.settings.Proposal;
import de.komcert.sigma.settings.Setting;
import de.komcert.traces.Problem;
import de.komcert.traces.census.Gap;

/** How things that have fixed names in rules and readers are called for people. */
public final class German {

    private static final int MOST_LISTED = 12;

    private German() {}

    public static String level(Level level) {
        return switch (level) {
            case INFORMATIONAL -> "Hinweis";
            case LOW -> "niedrig";
            case MEDIUM -> "mittel";
            case HIGH -> "hoch";
            case CRITICAL -> "kritisch";
        };
    }

    /** That of an input, or that it could not be read. */
    public static String checksum(Input input) {
        try {
            return input.content().sha256();
        } catch (IOException unreadable) {
            return "nicht lesbar";
        }
    }

    public static String problem(Problem problem) {
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
            case "DEFECT" -> "Das Programm ist hier gescheitert (" + problem.message() + "); das Übrige wird gelesen.";
            case "ZIP_DIRECTORY" ->
                "Das Verzeichnis des Archivs fehlt oder ist beschädigt; seine Dateien wurden gesucht.";
            case "ZIP_EMPTY" -> "In diesem Archiv ist keine Datei zu finden.";
            case "ZIP_TOO_MANY" -> "Das Archiv nennt mehr als 250.000 Dateien; die übrigen wurden nicht gelesen.";
            case "ZIP_ENCRYPTED" ->
                "Die Datei ist verschlüsselt; entpacken Sie das Archiv mit seinem Kennwort und nennen Sie den Ordner.";
            case "ZIP_ENCRYPTED_ARCHIVE" ->
                "Die Sammlung darin ist verschlüsselt; entpacken Sie sie mit ihrem Kennwort, zum Beispiel mit 7-Zip,"
                        + " und nennen Sie, was herauskommt. Liegt metadata.json daneben, kennt das Kennwort nur der"
                        + " Server von Velociraptor: velociraptor --config server.config.yaml decrypt SAMMLUNG ZIEL.";
            case "ZIP_ENCRYPTED_FILES" ->
                "In diesem Archiv sind Dateien verschlüsselt, denen man nicht ansieht, ob es Protokolle sind; entpacken"
                        + " Sie es mit seinem Kennwort und nennen Sie den Ordner.";
            case "ZIP_METHOD" ->
                "Die Datei ist auf eine Art gepackt, die hier nicht gelesen wird, etwa vom Explorer, weil sie größer"
                        + " als 2 GB ist; entpacken Sie das Archiv und nennen Sie den Ordner.";
            case "ZIP_ENTRY" -> "Im Archiv ist nicht zu finden, wo diese Datei steht.";
            case "ZIP_DATA" -> "Die gepackten Daten sind beschädigt oder brechen ab; gelesen wird bis dorthin.";
            case "ZIP_CHECKSUM" -> "Die Datei passt nicht zu Prüfsumme oder Größe, die das Archiv nennt.";
            case "ZIP_OVERLAP" ->
                "Die Datei teilt sich ihre Daten mit einer anderen; sie wurde nicht noch einmal gelesen.";
            case "ZIP_BOMB" -> "Die Datei wird beim Entpacken unglaubwürdig groß; gelesen wird nur ihr Anfang.";
            case "ZIP_UNSAFE_NAME" -> "Der Name der Datei führt aus dem Archiv hinaus; er steht hier ohne diesen Teil.";
            case "ZIP_SAME_NAME" -> "Eine zweite Datei trägt denselben Namen; beide wurden gelesen.";
            case "ZIP_TOO_DEEP" -> "Das Archiv liegt zu tief in anderen; entpacken Sie es und nennen Sie es selbst.";
            case "ZIP_NO_ROOM" ->
                "Hierfür fehlt Platz in einer verschlüsselten Zwischendatei; nennen Sie in TMPDIR (unter Windows TEMP)"
                        + " einen Ordner mit Platz, oder entpacken Sie das Archiv und nennen Sie den Ordner.";
            case "TAR_HEADER" ->
                "Der Kopf einer Datei im Archiv ist beschädigt; gelesen wird ab der nächsten, die sich findet.";
            case "TAR_DATA" -> "Das Archiv bricht hier ab; gelesen wird bis dorthin.";
            case "TAR_SPARSE" ->
                "Die Datei wurde ohne ihre leeren Stellen gesichert, was hier nicht gelesen wird; entpacken Sie das"
                        + " Archiv mit tar und nennen Sie den Ordner.";
            case "DISK_IMAGE" ->
                "Das ist das Abbild einer Platte, das hier nicht geöffnet wird; entpacken Sie es, zum Beispiel mit"
                        + " 7-Zip, oder hängen Sie es schreibgeschützt ein, und nennen Sie den Ordner.";
            case "OTHER_ARCHIVE" ->
                "Das ist ein Archiv, das hier nicht geöffnet wird (7z oder RAR); entpacken Sie es, bei einem"
                        + " Kennwort mit diesem, und nennen Sie den Ordner.";
            case "BZIP2" ->
                "Die Datei ist mit bzip2 gepackt, was hier nicht gelesen wird; entpacken Sie sie mit »bunzip2 -k DATEI«"
                        + " oder mit 7-Zip, und nennen Sie, was herauskommt.";
            case "ZSTD" ->
                "Die Datei ist mit zstd gepackt, was hier nicht gelesen wird; entpacken Sie sie mit »unzstd DATEI«, und"
                        + " nennen Sie, was herauskommt.";
            case "SEALED_ARCHIVE" ->
                "Das ist ein Archiv von DFIR-ORC, das nur öffnet, wer den privaten Schlüssel dazu hat; entschlüsseln und"
                        + " entpacken Sie es dort, und nennen Sie den Ordner.";
            case "JOURNAL_FILE" ->
                "Das ist ein Journal von systemd in seiner eigenen Form; geben Sie es auf einem Linux-Rechner aus, und"
                        + " nennen Sie, was herauskommt: journalctl --file DATEI -o export > journal.export";
            case "NOT_JSON" -> "Eine Stelle ist kein vollständiges JSON-Objekt.";
            case "NOT_AN_OBJECT" -> "Eine Zeile ist kein JSON-Objekt.";
            case "TOO_DEEP" -> "Eine Zeile ist zu tief geschachtelt.";
            case "LINE_TOO_LONG" -> "Eine Zeile ist länger als 16 MiB.";
            case "LINE_CUT" -> "Eine Zeile ist länger als 256 KiB; gelesen wird ihr Anfang.";
            case "NOT_SYSLOG" -> "Eine Zeile beginnt nicht mit Zeit und Rechner; sie steht ohne Zeit im Ergebnis.";
            case "NOT_ACCESS" -> "Eine Zeile ist keine eines Zugriffsprotokolls; sie steht ohne Zeit im Ergebnis.";
            case "NOT_W3C" ->
                "Eine Zeile hat nicht so viele Werte, wie der Kopf des Protokolls Namen nennt; gelesen wird, was passt.";
            case "NOT_CLOUD" ->
                "Ein Eintrag ist keiner von Entra ID, Azure oder Microsoft 365; er steht ohne Zeit im Ergebnis.";
            case "NOT_ALL_COLUMNS" ->
                "Eine Zeile der Tabelle hat nicht so viele Werte wie die erste Namen; gelesen wird, was passt.";
            case "ROW_NOT_CLOSED" ->
                "In einer Zeile der Tabelle fehlt ein Anführungszeichen; sie wird nicht gelesen, die nächsten schon.";
            case "RECORD_CUT" -> "Ein Eintrag hat mehr als 3.000 Werte; gelesen wird sein Anfang.";
            case "AUDIT_DATA_CUT" ->
                "Die Spalte AuditData ist abgeschnitten; von dem Eintrag wird gelesen, was daneben steht.";
            case "NOT_JOURNAL" -> "Eine Stelle ist kein Feld eines ausgegebenen Journals.";
            case "BAD_LOGIN_RECORD" ->
                "Hier steht, was keine Anmeldung ist; gelesen wird ab der nächsten, die sich findet.";
            case "EMPTY_LOGIN_RECORD" ->
                "Hier stehen Nullen, wo Anmeldungen standen: Sie wurden gelöscht oder gingen bei einem Absturz verloren.";
            case "LOGIN_RECORD_CUT" -> "Die letzte Anmeldung ist abgeschnitten.";
            case "BAD_TIME" -> "Eine Zeile nennt eine unmögliche Zeit.";
            case "TIME_ASSUMED" ->
                "Die Zeilen nennen weder Jahr noch Zeitzone; das Jahr ist aus dem Datum der Datei geschlossen. --zone"
                        + " und --year geben beides an.";
            case "GZIP_DATA", "XZ_DATA" ->
                "Die gepackten Daten sind beschädigt oder brechen ab; gelesen wird bis dorthin.";
            case "GZIP_BOMB", "XZ_BOMB" ->
                "Die Datei wird beim Entpacken unglaubwürdig groß; gelesen wird nur ihr Anfang.";
            case "XZ_METHOD" ->
                "Die Datei ist so gepackt, dass das Entpacken mehr Arbeitsspeicher kostet, als hier dafür da ist, oder auf"
                        + " eine unbekannte Art; entpacken Sie sie mit »unxz -k DATEI«, und nennen Sie, was herauskommt.";
            default -> problem.message();
        };
    }

    /** A rule that was too costly, and where. */
    public static String undecided(Undecided.OfRule open) {
        var rule = open.rule().head();
        return "»" + rule.title() + "« (" + rule.file() + ":" + rule.line() + ") war für "
                + counted(open.entries(), "Datensatz", "Datensätze") + " zu aufwendig, zuerst für "
                + open.first().record() + " in " + open.first().file() + ".";
    }

    /** What there is to do, as a heading. */
    public static String todo(Setting setting) {
        return switch (setting.kind()) {
            case AUDIT -> "Überwachungsrichtlinie »" + setting.title() + "«";
            case POLICY -> "Gruppenrichtlinie »" + setting.title() + "«";
            case SYSMON, OTHER_SYSTEM -> setting.title();
            case SWITCH_ON -> setting.title() + " einschalten";
            case BRING_ALONG -> "Protokoll »" + setting.title() + "« mitbringen";
        };
    }

    /** How many rules a proposal adds to those before it. */
    public static String gain(Proposal proposal) {
        return counted(proposal.further(), "Regel mehr", "Regeln mehr")
                + (proposal.furtherSevere() == 0
                        ? ""
                        : Plain.line(", davon %,d hoch oder kritisch", proposal.furtherSevere()));
    }

    public static String source(LogSource source) {
        return source.words().isEmpty() ? "jede" : source.words();
    }

    /** Why a rule can find nothing. */
    public static String reason(Sight.Reason reason) {
        return switch (reason) {
            case Sight.Reason.NoLog(var source) -> "Kein Protokoll von " + source(source);
            case Sight.Reason.NoEvent(var ids, var providers) ->
                "Das Protokoll ist da, aber "
                        + (ids.isEmpty() ? "kein passendes Ereignis" : "kein Ereignis " + listed(ids))
                        + (providers.isEmpty() ? "" : " von " + listed(providers))
                        + ": Es kam nicht vor oder wird nicht geschrieben";
            case Sight.Reason.NoField(var fields) -> "Das Ereignis ist da, aber immer ohne " + listed(fields);
            case Sight.Reason.NoList(var lists) -> "Wartet auf Listen: " + String.join(", ", lists);
            case Sight.Reason.NoMatches(var rules) ->
                "Braucht Treffer von Regeln, die nichts finden können: " + listed(rules);
        };
    }

    private static String listed(SortedSet<String> words) {
        var shown = words.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return words.size() > MOST_LISTED ? shown + " …" : shown;
    }

    /** Why nobody can tell whether a rule finds anything. */
    public static String doubt(Sight.Doubt doubt) {
        return switch (doubt) {
            case NAMES_NO_EVENT -> "Ungewiss: Das Protokoll ist da, und die Regel nennt kein bestimmtes Ereignis";
            case ORIGIN_UNKNOWN -> "Ungewiss: Die Ereignisse sagen nicht, woher sie kommen";
            case NOT_ALL_COUNTED -> "Ungewiss: Nicht alle Arten von Ereignissen ließen sich festhalten";
        };
    }

    /** A kind of gap as the heading of a number. */
    public static String gaps(Gap.Kind kind) {
        return switch (kind) {
            case CLEARED -> "Protokoll gelöscht";
            case MISSING_RECORDS -> "Nummern fehlen in einer Datei";
            case EVENTS_DROPPED -> "Ereignisse verworfen";
            case LOG_FULL -> "Protokoll voll";
            case SERVICE_STOPPED -> "Protokolldienst stand";
            case UNEXPECTED_END -> "Rechner ausgefallen";
            case SILENCE -> "Stille";
            case MISSING_BETWEEN_FILES -> "Nummern fehlen zwischen Dateien";
            case CLOCK_CHANGED -> "Uhr gestellt";
            case PAUSED -> "Rechner ruhte";
            case CLOCK_BACK -> "Uhr sprang zurück";
            case CLOCK_ADRIFT -> "Uhr ohne Zeitquelle";
            case EXCERPT -> "Auszug";
        };
    }

    /** What a gap is, without its times. */
    public static String gap(Gap gap) {
        var said = gap.said();
        return switch (gap.kind()) {
            case CLEARED -> "Protokoll »" + said.getOrDefault("log", gap.channel()) + "« gelöscht" + by(gap);
            case MISSING_RECORDS -> missing(gap) + ": Sie wurden entfernt, gingen verloren oder sind beschädigt";
            case MISSING_BETWEEN_FILES -> missing(gap) + " zwischen zwei Dateien: Eine fehlt, oder es wurde gelöscht";
            case EVENTS_DROPPED -> "Ereignisse wurden verworfen statt geschrieben";
            case LOG_FULL -> "Das Protokoll war voll, und nichts mehr wurde geschrieben";
            case SERVICE_STOPPED -> "Der Protokolldienst lief nicht";
            case UNEXPECTED_END -> "Der Rechner fiel aus, ohne herunterzufahren";
            case SILENCE ->
                "Keine Einträge, obwohl sonst in neun von zehn Fällen nicht mehr als "
                        + counted(Long.parseLong(said.getOrDefault("typical", "1")), "Tag", "Tage")
                        + " dazwischen " + (said.getOrDefault("typical", "1").equals("1") ? "liegt" : "liegen");
            case CLOCK_CHANGED ->
                "Uhr um " + duration(gap.shift()) + (gap.shift() < 0 ? " zurückgestellt" : " vorgestellt") + by(gap);
            case PAUSED -> Plain.line("Der Rechner ruhte %,d-mal, zusammen ", gap.records()) + duration(gap.shift());
            case CLOCK_BACK ->
                "Spätere Datensätze sind um " + duration(gap.shift()) + " früher, und kein Ereignis sagt, warum";
            case CLOCK_ADRIFT -> Plain.line("Die Uhr lief ohne Zeitquelle; das steht %,d-mal da", gap.records());
            case EXCERPT -> Plain.line("Auszug: %,d Datensätze dazwischen sind nicht in der Datei", gap.records());
        };
    }

    private static String missing(Gap gap) {
        return (gap.records() == 1 ? "1 Datensatz fehlt" : Plain.line("%,d Datensätze fehlen", gap.records()))
                + ", Nummer " + gap.said().getOrDefault("first", "?")
                + (gap.records() == 1 ? "" : " bis " + gap.said().getOrDefault("last", "?"));
    }

    private static String by(Gap gap) {
        var user = gap.said().getOrDefault("user", gap.said().getOrDefault("sid", ""));
        var domain = gap.said().get("domain");
        var process = gap.said().get("process");
        return (user.isEmpty() ? "" : " von " + (domain == null ? "" : domain + "\\") + user)
                + (process == null ? "" : " durch " + process);
    }

    /** A span of time, whatever its sign, with its two largest units. */
    public static String duration(long ticks) {
        long seconds = Math.round(Math.abs(ticks) / 10_000_000.0);
        long[] units = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        var words = List.of("Tg.", "Std.", "Min.", "Sek.");
        for (int i = 0; i < units.length; i++) {
            if (units[i] > 0) {
                return Plain.line("%,d %s", units[i], words.get(i))
                        + (i + 1 < units.length && units[i + 1] > 0
                                ? Plain.line(" %,d %s", units[i + 1], words.get(i + 1))
                                : "");
            }
        }
        return "0 Sek.";
    }

    /** A number with the word for one or for many. */
    public static String counted(long count, String one, String many) {
        return Plain.line("%,d ", count) + (count == 1 ? one : many);
    }

    /** A day and a time of day as they are written in German, in UTC. */
    public static String time(long ticks) {
        var text = Times.text(ticks);
        return text.substring(8, 10) + "." + text.substring(5, 7) + "." + text.substring(0, 4) + " "
                + text.substring(11, 19);
    }

    /** The lists that a rule waits for, and for whose files where these differ. */
    public static String lacking(WaitingRule waiting) {
        if (waiting.isSameEverywhere()) {
            return String.join(", ", waiting.lists());
        }
        var lacking = new ArrayList<String>();
        waiting.own().forEach((einrichtung, lists) -> {
            if (!lists.isEmpty()) {
                lacking.add(String.join(", ", lists) + " (" + einrichtung + ")");
            }
        });
        if (!waiting.lists().isEmpty()) {
            lacking.add(String.join(", ", waiting.lists()) + " (Dateien ohne eigene Listen)");
        }
        return String.join("; ", lacking);
    }
}
