package de.komcert.app.incident.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept, as it stands.
 *
 * @param months the period of its kind
 * @param closedAt when it ended, or null while it goes on
 * @param announcedAt when its members were told that it will be erased, or null
 * @param held whether a Löschsperre stands
 */
public record Retention(
        Kind kind,
        int months,
        @Nullable Instant closedAt,
        @Nullable Instant announcedAt,
        boolean held) {

    /** So many whole days lie between the day on which erasing is announced and the day on which it happens. */
    public static final int NOTICE_DAYS = 30;

    /** What is to be done with it on a day. */
    enum Due {
        NOTHING,
        ANNOUNCE,
        WITHDRAW,
        ERASE
    }

    /** Where the matter stands of which a merged Meldung is a part. */
    enum Whole {
        /** There is none, or it was erased. */
        GONE,
        ANNOUNCED,
        /** It is not erased soon: it goes on, its period does, or it is held. */
        STAYS
    }

    /** The last day of its period; none while it goes on. */
    public Optional<LocalDate> keptUntil() {
        return Optional.ofNullable(closedAt).map(closed -> Period.keptUntil(closed, months));
    }

    /**
     * The day on which it is erased; none while it goes on or is held. Before it is announced this is the earliest day:
     * after a period was shortened it is later than the period says, since it has yet to be announced, and a Meldung waits
     * for what it was merged into.
     */
    public Optional<LocalDate> erasedOn(LocalDate today) {
        if (held) {
            return Optional.empty();
        }
        var told = announcedAt == null ? today : LocalDate.ofInstant(announcedAt, Times.ZONE);
        var earliest = told.plusDays(NOTICE_DAYS + 1L);
        return keptUntil().map(last -> last.plusDays(1)).map(first -> first.isBefore(earliest) ? earliest : first);
    }

    /**
     * @param whole what it is a part of, which it does not go before
     */
    Due due(LocalDate today, Whole whole) {
        var near = !held
                && whole != Whole.STAYS
                && keptUntil()
                        .filter(last -> !today.isBefore(last.minusDays(NOTICE_DAYS)))
                        .isPresent();
        if (announcedAt == null) {
            return near ? Due.ANNOUNCE : Due.NOTHING;
        }
        if (!near) {
            return Due.WITHDRAW;
        }
        var over = erasedOn(today).filter(day -> !today.isBefore(day)).isPresent();
        return over && whole == Whole.GONE ? Due.ERASE : Due.NOTHING;
    }
}
