package de.komcert.traces.device;

import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * A line of a Cisco ASA or Firepower, which begins with the number of its message, such as {@code %ASA-6-113015}.
 *
 * @param address of the other side, null where it names none
 */
record CiscoFirewall(String message, @Nullable String address) implements Device {

    private static final LogSource SOURCE = LogSource.of("cisco", null, "asa");
    private static final Pattern NUMBER = Pattern.compile("%(?:ASA|FTD)-\\d-\\d{3,7}");
    private static final Pattern LINE =
            Pattern.compile(":?\\s*(?<message>%(?:ASA|FTD)-\\d-\\d{3,7}: .*)", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:user IP = |IP <|IP = |from (?:\\S{1,64}:)?)(?<address>[0-9A-Fa-f:.]{7,45})(?:[/>,]|\\s|$)");

    static @Nullable CiscoFirewall of(@Nullable String program, String message) {
        if (program != null && NUMBER.matcher(program).matches()) {
            return of(program + ": " + message);
        }
        var line = LINE.matcher(message);
        return line.matches() ? of(line.group("message")) : null;
    }

    private static CiscoFirewall of(String message) {
        var address = ADDRESS.matcher(message);
        return new CiscoFirewall(message, address.find() ? address.group("address") : null);
    }

    @Override
    public LogSource source() {
        return SOURCE;
    }

    @Override
    public void fields(TextEntry entry) {
        entry.field("message", message);
        entry.field("src_ip", address);
    }
}
