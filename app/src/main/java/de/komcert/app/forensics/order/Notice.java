package de.komcert.app.forensics.order;

import java.time.Instant;

import de.komcert.app.access.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * That one of those who watch over people's data was told of an order.
 *
 * @param informedAt when, or null where they need not be told
 * @param who who was told and how, or why they need not be
 */
public record Notice(Body body, @Nullable Instant informedAt, String who, PersonId recordedBy, Instant recordedAt) {

    /** Who watches over the evaluation of people's data. */
    public enum Body {
        DATA_PROTECTION,
        STAFF_COUNCIL
    }
}
