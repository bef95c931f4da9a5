package de.komcert.traces.device;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * A line of a FortiGate. Rules know its fields as it writes them; those for any firewall know addresses and ports by the
 * usual names.
 *
 * <p>{@code eventtime} counts nanoseconds since 1970, in versions before 6.2 seconds; {@code tz} says how far the clock of
 * {@code date} and {@code time} is ahead.
 */
record FortiGate(Map<String, String> pairs) implements Device {

    private static final int DIGITS_OF_SECONDS = 10;

    static @Nullable FortiGate of(String line) {
        if (!line.contains("logid=") || !line.contains("devid=") && !line.contains("devname=")) {
            return null;
        }
        var pairs = KeyValues.of(line);
        return pairs.getOrDefault("logid", "").isEmpty()
                        || pairs.getOrDefault("type", "").isEmpty()
                ? null
                : new FortiGate(pairs);
    }

    @Override
    public LogSource source() {
        var type = pairs.get("type");
        return LogSource.of("fortigate", "traffic".equals(type) ? "firewall" : null, type);
    }

    @Override
    public String message() {
        var words = new StringBuilder();
        for (var name : new String[] {"logdesc", "action", "msg", "user", "srcip", "remip", "dstip", "dstport"}) {
            var value = pairs.get(name);
            if (value != null && !value.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(value);
            }
        }
        return words.toString();
    }

    @Override
    public void fields(TextEntry entry) {
        pairs.forEach(entry::field);
        entry.alias("src_ip", pairs.getOrDefault("srcip", pairs.get("remip")));
        entry.alias("dst_ip", pairs.get("dstip"));
        entry.alias("src_port", pairs.get("srcport"));
        entry.alias("dst_port", pairs.get("dstport"));
    }

    @Override
    public @Nullable String name() {
        return pairs.getOrDefault("devname", pairs.get("devid"));
    }

    @Override
    public long time(Assumed assumed) {
        try {
            var counted = pairs.getOrDefault("eventtime", "");
            if (counted.matches("\\d{10,19}")) {
                long number = Long.parseLong(counted);
                return Moment.stated(
                        counted.length() == DIGITS_OF_SECONDS
                                ? Instant.ofEpochSecond(number)
                                : Instant.ofEpochSecond(0, number));
            }
            var local = LocalDateTime.of(
                    LocalDate.parse(pairs.getOrDefault("date", "")), LocalTime.parse(pairs.getOrDefault("time", "")));
            var zone = pairs.get("tz");
            return zone == null ? assumed.ticks(local) : Moment.stated(local.toInstant(ZoneOffset.of(zone)));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Entry.NO_TIME;
        }
    }
}
