package de.komcert.app.forensics.web;

import java.util.List;

import de.komcert.app.forensics.finding.Comment;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.TimelineEvent;

/**
 * One event of a timeline as a page.
 *
 * @param base the address of all that belongs to analyses
 * @param analysis the number of its analysis
 * @param marks the findings made of it
 * @param comments oldest first
 */
record EventPage(
        String base,
        int analysis,
        TimelineEvent event,
        List<EventMarks.Mark> marks,
        List<String> tags,
        List<Comment> comments) {

    EventPage {
        marks = List.copyOf(marks);
        tags = List.copyOf(tags);
        comments = List.copyOf(comments);
    }

    static String address(String base, int analysis, TimelineEvent event) {
        return base + "/zeitstrahl/" + analysis + "/" + event.position();
    }

    /** Where a form of this page is sent. */
    String action(String what) {
        return address(base, analysis, event) + what;
    }

    /** The timeline around it. */
    String around() {
        return base + "/zeitstrahl?auswertung=" + analysis + "&um=" + event.position() + "#e-" + event.position();
    }

    String finding(EventMarks.Mark mark) {
        return base + "/funde/" + mark.finding();
    }
}
