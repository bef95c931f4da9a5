package de.komcert.app.forensics.timeline;

import java.io.IOException;

/** The order in which a timeline is read; places in it are counted from 0. For one thread. */
sealed interface EventOrder permits LoggedOrder, CorrectedOrder {

    TimelineSpan span();

    /** How many events stand before that time, those included that tell none. */
    long before(long ticks) throws IOException;

    /** Where the event with that position in the file stands. */
    long place(long position) throws IOException;

    /** The position in the file of the event at that place. */
    long position(long place) throws IOException;

    TimelineEvent event(long place) throws IOException;
}
