package de.komcert.app.forensics.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * An Auswertungsanordnung: somebody who may has ordered that certain logs be evaluated.
 *
 * @param number in the incident, from 1
 * @param systems whose logs, in words
 * @param from the beginning of the period that may be evaluated
 * @param to its end
 * @param orderedBy whoever ordered it; they need no account
 * @param channel how the order reached us
 * @param deleteOn the last day on which its results are here
 * @param notices who was told of it
 * @param ended why nothing more is evaluated under it, or null
 * @param deletedAt when its results were deleted, or null
 */
public record AnalysisOrder(
        UUID id,
        CompartmentId compartment,
        IncidentId incident,
        int number,
        String purpose,
        String systems,
        Instant from,
        Instant to,
        String orderedBy,
        Instant orderedAt,
        String channel,
        LocalDate deleteOn,
        List<Notice> notices,
        PersonId recordedBy,
        Instant recordedAt,
        @Nullable Ended ended,
        @Nullable Instant deletedAt) {

    public AnalysisOrder {
        notices = List.copyOf(notices);
    }

    /** Whether it was not ended. */
    public boolean stands() {
        return ended == null && deletedAt == null;
    }

    /** Whether something may be evaluated under it on this day: none of its results would be here behind the last one. */
    public boolean stands(LocalDate today) {
        return stands() && !deleteOn.isBefore(today);
    }

    /** What is known of telling this body. */
    public Optional<Notice> notice(Notice.Body body) {
        return notices.stream().filter(notice -> notice.body() == body).findFirst();
    }

    /** The bodies of which nobody has yet said when they were told. */
    public List<Notice.Body> untold() {
        return List.of(Notice.Body.values()).stream()
                .filter(body -> notice(body).isEmpty())
                .toList();
    }

    /** Nothing more is evaluated under it. */
    public record Ended(Instant at, PersonId by, String why) {}
}
