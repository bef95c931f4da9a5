package de.komcert.traces.census;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import de.komcert.sigma.Text;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/**
 * An entry that tells of a gap.
 *
 * @param shift ticks by which the clock was put forward; of no meaning where it is not about a change of the clock
 */
record Mark(
        Meaning meaning,
        String host,
        String channel,
        long time,
        long shift,
        Place place,
        SortedMap<String, String> said)
        implements Comparable<Mark> {

    /** What an event means, which provider and event id tell; or the log, where an export has left the provider out. */
    enum Meaning {
        CLEARED,
        SERVICE_STARTED,
        SERVICE_STOPPED,
        UNEXPECTED_END,
        EVENTS_DROPPED,
        LOG_FULL,
        CLOCK_CHANGED,
        /** The time service has put the clock right; it says by how much, and not in which direction. */
        CLOCK_SET,
        CLOCK_ADRIFT;

        /**
         * @param provider empty where the event does not say
         * @return null where the event means nothing of the kind
         */
        static @Nullable Meaning of(String provider, String channel, String eventId) {
            var from = provider.isEmpty() ? provider(channel, eventId) : provider;
            return switch (from.toLowerCase(Locale.ROOT)) {
                case "microsoft-windows-eventlog" ->
                    switch (eventId) {
                        case "104", "1102" -> CLEARED;
                        case "1100" -> SERVICE_STOPPED;
                        case "1101", "1108" -> EVENTS_DROPPED;
                        case "1104" -> LOG_FULL;
                        default -> null;
                    };
                case "eventlog" ->
                    switch (eventId) {
                        case "6005" -> SERVICE_STARTED;
                        case "6006" -> SERVICE_STOPPED;
                        case "6008" -> UNEXPECTED_END;
                        default -> null;
                    };
                case "microsoft-windows-security-auditing" ->
                    switch (eventId) {
                        case "4608" -> SERVICE_STARTED;
                        case "4612" -> EVENTS_DROPPED;
                        case "4616" -> CLOCK_CHANGED;
                        default -> null;
                    };
                case "microsoft-windows-kernel-general" -> eventId.equals("1") ? CLOCK_CHANGED : null;
                case "microsoft-windows-time-service" ->
                    switch (eventId) {
                        case "36" -> CLOCK_ADRIFT;
                        case "52" -> CLOCK_SET;
                        default -> null;
                    };
                default -> null;
            };
        }

        /** Who alone writes events of that number into that log; empty where several do. */
        private static String provider(String channel, String eventId) {
            return switch (channel.toLowerCase(Locale.ROOT)) {
                case "security" ->
                    eventId.startsWith("4") ? "microsoft-windows-security-auditing" : "microsoft-windows-eventlog";
                case "system" ->
                    switch (eventId) {
                        case "104" -> "microsoft-windows-eventlog";
                        case "6005", "6006", "6008" -> "eventlog";
                        default -> "";
                    };
                default -> "";
            };
        }
    }

    /** Time services put the clock right by parts of a second all day long; what is less than this harms no timeline. */
    static final long SMALLEST_SHIFT = 5 * 10_000_000L;

    private static final int LONGEST = 200;
    /** As the first version of event 4616 writes times, in local time. */
    private static final DateTimeFormatter OLD_TIME = DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.ENGLISH);

    private static final Comparator<Mark> ORDER = Comparator.comparing(Mark::host)
            .thenComparing(Mark::meaning)
            .thenComparingLong(Mark::time)
            .thenComparing(Mark::channel)
            .thenComparing(Mark::place);

    /** The values of an entry, each as the last field of its name says: what is about the event stands behind its head. */
    private record Values(Entry entry, Text text) {

        @Nullable
        String last(String name) {
            int slot = entry.layout().names().lastIndexOf(name);
            if (slot < 0 || entry.count(slot) == 0 || entry.isNull(slot, 0)) {
                return null;
            }
            text.clear();
            entry.text(slot, 0, text);
            return text.toString();
        }
    }

    /** Reads what the entry says; null where it tells nothing after all. */
    static @Nullable Mark of(Meaning meaning, String host, String channel, String file, Entry entry) {
        var of = new Values(entry, new Text());
        long shift = switch (meaning) {
            case CLOCK_CHANGED -> shift(of);
            case CLOCK_SET -> seconds(of);
            case CLEARED, SERVICE_STARTED, SERVICE_STOPPED, UNEXPECTED_END, EVENTS_DROPPED, LOG_FULL, CLOCK_ADRIFT ->
                SMALLEST_SHIFT;
        };
        if (Math.abs(shift) < SMALLEST_SHIFT) {
            return null;
        }
        var said = new TreeMap<String, String>();
        put("user", of.last("SubjectUserName"), said);
        put("domain", of.last("SubjectDomainName"), said);
        put("sid", of.last("SubjectUserSid"), said);
        switch (meaning) {
            case CLEARED -> put("log", of.last("Channel"), said);
            case CLOCK_CHANGED -> {
                put("process", of.last("ProcessName"), said);
                put("reason", of.last("Reason"), said);
                if (!said.containsKey("sid")) {
                    put("sid", of.last("Security_UserID"), said);
                }
            }
            case EVENTS_DROPPED -> put("reason", of.last("Reason"), said);
            case SERVICE_STARTED, SERVICE_STOPPED, UNEXPECTED_END, LOG_FULL, CLOCK_SET, CLOCK_ADRIFT -> {}
        }
        return new Mark(meaning, host, channel, entry.time(), shift, new Place(file, entry.record()), said);
    }

    private static void put(String name, @Nullable String value, SortedMap<String, String> into) {
        if (value != null && !value.isEmpty() && value.length() <= LONGEST) {
            into.put(name, value);
        }
    }

    private static long seconds(Values of) {
        var seconds = of.last("TimeOffsetSeconds");
        return seconds != null && seconds.matches("-?[0-9]{1,10}") ? Math.abs(Long.parseLong(seconds)) * 10_000_000 : 0;
    }

    private static long shift(Values of) {
        var before = of.last("OldTime");
        before = before == null ? of.last("PreviousTime") : before;
        long from = moment(of.last("PreviousDate"), before);
        long to = moment(of.last("NewDate"), of.last("NewTime"));
        return from == Entry.NO_TIME || to == Entry.NO_TIME ? 0 : to - from;
    }

    private static long moment(@Nullable String date, @Nullable String time) {
        if (time == null) {
            return Entry.NO_TIME;
        }
        if (date == null) {
            return Moment.parse(time);
        }
        try {
            // Marks of the direction of writing stand in some of them.
            var text = (date + " " + time).replaceAll("[\\u200e\\u200f]", "").replace('\u202f', ' ');
            return Moment.ticks(LocalDateTime.parse(text, OLD_TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException inAnotherLanguage) {
            return Entry.NO_TIME;
        }
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }
}
