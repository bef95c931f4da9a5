package de.komcert.app.forensics.timeline;

import java.io.IOException;

/** The order of the file, which is that of the times in the logs: every clock is taken to be right. */
record LoggedOrder(TimelineFile file) implements EventOrder {

    @Override
    public TimelineSpan span() {
        return file.span();
    }

    @Override
    public long before(long ticks) throws IOException {
        return file.before(ticks);
    }

    @Override
    public long place(long position) {
        return position;
    }

    @Override
    public long position(long place) {
        return place;
    }

    @Override
    public TimelineEvent event(long place) throws IOException {
        return file.event(place);
    }
}
