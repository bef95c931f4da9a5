package de.komcert.traces.device;

import java.util.regex.Pattern;

import de.komcert.sigma.LogSource;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the firewall of a LANCOM router says of a packet it did not let through:
 * {@code PACKET_ALERT: Dst: 10.1.1.5:80 {name}, Src: 10.1.2.7:4353 {} (TCP): port filter}. Where a rule of it was told to,
 * the name of the filter and what was done stand behind it.
 *
 * @param message without the word before it
 */
record Lancom(String message) implements Device {

    private static final LogSource SOURCE = LogSource.of("lancom", "firewall", "lancom");
    private static final Pattern WORD = Pattern.compile("PACKET_(?:ALERT|INFO): ?(?<message>.*)", Pattern.DOTALL);
    private static final String END =
            "(?:\\[(?<@6>[0-9A-Fa-f:.]{2,45})\\]|(?<@>\\d{1,3}(?:\\.\\d{1,3}){3}))(?::(?<@port>\\d{1,5}))?";
    private static final Pattern PACKET =
            Pattern.compile("Dst: " + END.replace("@", "dst") + "(?: \\{[^}]{0,255}\\})?, Src: "
                    + END.replace("@", "src")
                    + "(?: \\{[^}]{0,255}\\})?(?: \\((?<protocol>\\w{1,16})\\))?(?:: (?<reason>[^\\n\\r]*?))?"
                    + "(?=$|[\\r\\n]| PACKET_INFO:)");
    private static final Pattern FILTER = Pattern.compile("matched filter: (?<filter>\\S{1,128})");
    private static final Pattern ACTIONS = Pattern.compile("actions: (?<action>\\w{1,32})");

    static @Nullable Lancom of(@Nullable String program, String message) {
        if ("PACKET_ALERT".equals(program) || "PACKET_INFO".equals(program)) {
            return new Lancom(message);
        }
        var parts = message.startsWith("PACKET_") ? WORD.matcher(message) : null;
        return parts != null && parts.matches() ? new Lancom(parts.group("message")) : null;
    }

    @Override
    public LogSource source() {
        return SOURCE;
    }

    @Override
    public void fields(TextEntry entry) {
        entry.field("message", message);
        var packet = PACKET.matcher(message);
        if (packet.find()) {
            entry.field("dst_ip", packet.group(packet.group("dst") == null ? "dst6" : "dst"));
            entry.field("dst_port", packet.group("dstport"));
            entry.field("src_ip", packet.group(packet.group("src") == null ? "src6" : "src"));
            entry.field("src_port", packet.group("srcport"));
            entry.field("protocol", packet.group("protocol"));
            entry.field("reason", packet.group("reason"));
        }
        var filter = FILTER.matcher(message);
        entry.field("filter", filter.find() ? filter.group("filter") : null);
        var action = ACTIONS.matcher(message);
        // It tells of packets it drops, unless it says what else was done.
        entry.field("action", action.find() ? action.group("action") : "drop");
    }
}
