package de.komcert.traces.device;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * A line of a Sophos Firewall (SFOS), in its older form with {@code date}, {@code time} and the short name of a zone, and in
 * its newer one with {@code timestamp}.
 */
record SophosFirewall(Map<String, String> pairs) implements Device {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXX", Locale.ROOT);
    private static final Map<String, ZoneOffset> ZONES = Map.of(
            "CET", ZoneOffset.ofHours(1), "CEST", ZoneOffset.ofHours(2), "GMT", ZoneOffset.UTC, "UTC", ZoneOffset.UTC);

    static @Nullable SophosFirewall of(String line) {
        if (!line.contains("log_component=") || !line.contains("log_type=")) {
            return null;
        }
        var pairs = KeyValues.of(line);
        return pairs.getOrDefault("log_component", "").isEmpty()
                        || pairs.getOrDefault("log_type", "").isEmpty()
                ? null
                : new SophosFirewall(pairs);
    }

    private boolean isTraffic() {
        return "Firewall".equals(pairs.get("log_type"));
    }

    @Override
    public LogSource source() {
        return LogSource.of("sophos", isTraffic() ? "firewall" : null, "sfos");
    }

    @Override
    public String message() {
        var message = pairs.getOrDefault("message", "");
        return message.isEmpty()
                ? pairs.get("log_component") + " " + pairs.getOrDefault("log_subtype", "") + " "
                        + pairs.getOrDefault("src_ip", "") + " " + pairs.getOrDefault("dst_ip", "") + " "
                        + pairs.getOrDefault("dst_port", "")
                : message;
    }

    @Override
    public void fields(TextEntry entry) {
        pairs.forEach(entry::field);
        if (isTraffic() && !pairs.containsKey("action")) {
            entry.alias("action", pairs.get("log_subtype"));
        }
    }

    @Override
    public @Nullable String name() {
        var name = pairs.get("device_name");
        return name == null || name.equals("SFW") ? pairs.get("device_serial_id") : name;
    }

    @Override
    public long time(Assumed assumed) {
        try {
            var whole = pairs.get("timestamp");
            if (whole != null) {
                return Moment.stated(OffsetDateTime.parse(whole, TIMESTAMP).toInstant());
            }
            var local = LocalDateTime.of(
                    LocalDate.parse(pairs.getOrDefault("date", "")), LocalTime.parse(pairs.getOrDefault("time", "")));
            var zone = ZONES.get(pairs.getOrDefault("timezone", ""));
            return zone == null ? assumed.ticks(local) : Moment.stated(local.toInstant(zone));
        } catch (DateTimeException unreadable) {
            return Entry.NO_TIME;
        }
    }
}
