package de.komcert.app.forensics.web;

import java.util.List;
import java.util.UUID;

import de.komcert.app.forensics.finding.Comment;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.TimelineEvent;
import de.komcert.app.forensics.timeline.Timelines;

/**
 * One event of a timeline as a page.
 *
 * @param base the address of all that belongs to analyses
 * @param timeline the one it stands in
 * @param marks the findings made of it
 * @param comments oldest first
 */
record EventPage(
        String base,
        Timelines.Kept timeline,
        TimelineEvent event,
        List<EventMarks.Mark> marks,
        List<String> tags,
        List<Comment> comments) {

    EventPage {
        marks = List.copyOf(marks);
        tags = List.copyOf(tags);
        comments = List.copyOf(comments);
    }

    static String address(String base, UUID analysis, TimelineEvent event) {
        return base + "/zeitstrahl/" + analysis + "/" + event.position();
    }

    /** Where a form of this page is sent. */
    String action(String what) {
        return address(base, timeline.analysis(), event) + what;
    }

    /** The timeline around it. */
    String around() {
        return base + "/zeitstrahl?auswertung=" + timeline.number() + "&um=" + event.position() + "#e-"
                + event.position();
    }

    String finding(EventMarks.Mark mark) {
        return base + "/funde/" + mark.finding();
    }
}
