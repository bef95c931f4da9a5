package de.komcert.traces.device;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * An event of a FRITZ!Box as its own list shows it: day, time, and a German sentence. Where that came several times in a
 * row, the list has it once and says how often, in brackets behind it.
 *
 * @param clock as it was read, in a zone that nobody names
 * @param times how often, null for once
 */
record FritzBox(
        LocalDateTime clock, String message, @Nullable String times) implements Device {

    private static final LogSource SOURCE = LogSource.of("avm", null, "fritzbox");
    private static final Pattern LINE = Pattern.compile(
            "(?<time>\\d\\d\\.\\d\\d\\.(?:20)?\\d\\d[ \\t]+\\d\\d:\\d\\d:\\d\\d)[ \\t]+(?<message>\\S.*)",
            Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uu HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern ITS_OWN = Pattern.compile(
            ".*(?:FRITZ!|MyFRITZ|Internetverbindung wurde|WLAN-|DSL |Internettelefonie mit|Anmeldung der Internetrufnummer ).*",
            Pattern.DOTALL);
    private static final Pattern REPEATED = Pattern.compile(
            "(?<message>.*\\S) *\\[(?<times>\\d{1,6}) Meldungen seit [\\d.: ]{1,32}\\]", Pattern.DOTALL);
    private static final String ADDRESS = "IP-Adresse (?<address>[0-9A-Fa-f:.]{2,45}?)(?:%\\S{1,16})?";
    /** The name is the caller's own words and may look like the rest; so the address is what stands last. */
    private static final Pattern LOGIN = Pattern.compile(
            "Anmeldung (?:des Benutzers (?<user>.{1,256}) )?(?:an der|am) FRITZ!Box.{0,64} von " + ADDRESS
                    + "(?: gescheitert .*)?\\.?",
            Pattern.DOTALL);

    /** What a line in this form says, whoever wrote it. */
    static @Nullable FritzBox of(String line) {
        if (line.length() < 18 || line.charAt(2) != '.' || line.charAt(5) != '.') {
            return null;
        }
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        try {
            var time = parts.group("time").replaceAll("[ \\t]+", " ").replaceFirst("^(.{6})20(\\d\\d )", "$1$2");
            var message = parts.group("message").strip();
            var repeated = REPEATED.matcher(message);
            return repeated.matches()
                    ? new FritzBox(LocalDateTime.parse(time, TIME), repeated.group("message"), repeated.group("times"))
                    : new FritzBox(LocalDateTime.parse(time, TIME), message, null);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** It is where it says something that only a FRITZ!Box says. */
    @Override
    public boolean isCertain() {
        return ITS_OWN.matcher(message).matches();
    }

    @Override
    public LogSource source() {
        return SOURCE;
    }

    @Override
    public void fields(TextEntry entry) {
        entry.field("message", message);
        entry.field("times", times);
        var login = LOGIN.matcher(message);
        if (login.matches()) {
            entry.field("user", login.group("user"));
            entry.field("src_ip", login.group("address"));
        }
    }

    /** It does not say its name, and the list of one is a file of its own. */
    @Override
    public String name() {
        return "fritzbox";
    }

    @Override
    public long time(Assumed assumed) {
        return assumed.ticks(clock);
    }
}
