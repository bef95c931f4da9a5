package de.komcert.app.forensics.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.EventRemarks;
import de.komcert.app.forensics.timeline.EventStrip;
import de.komcert.app.forensics.timeline.Excerpt;
import de.komcert.app.forensics.timeline.TimelineEvent;
import de.komcert.app.forensics.timeline.TimelineSpan;
import de.komcert.app.web.Times;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A part of the timeline of an analysis.
 *
 * @param analyses those that have a timeline, the newest first
 * @param shown the one of them that is shown
 * @param stoppedBefore when the first event happened that was looked at, where a search was broken off there
 * @param stoppedBehind when the first event happened that was not looked at any more, likewise
 * @param rows the events, with names as they are read
 * @param tags in use in the incident, with how many events of this timeline have each
 * @param target the place somebody jumped to, or -1
 */
record EventTimelinePage(
        String base,
        List<Analysis> analyses,
        Analysis shown,
        EventQuery query,
        TimelineSpan span,
        Excerpt excerpt,
        @Nullable Instant stoppedBefore,
        @Nullable Instant stoppedBehind,
        List<Row> rows,
        EventStrip strip,
        Map<String, Long> tags,
        long target) {

    static final int BAR = 10;
    static final int WIDTH = 1_200;
    static final int FOOT = 70;

    private static final int HIGHEST = 54;
    private static final int LABELS = 6;
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("dd.MM.uu HH:mm", Locale.ROOT).withZone(Times.ZONE);

    /**
     * An event.
     *
     * @param marks the findings made of it
     * @param remark what people have stuck to it
     */
    record Row(TimelineEvent event, List<EventMarks.Mark> marks, EventRemarks.Remark remark) {

        Row {
            marks = List.copyOf(marks);
        }

        boolean isCorrected() {
            return event.ahead() != 0;
        }
    }

    /** A bar of the strip; the places are pixels. */
    record Bar(int x, int top, EventStrip.Slot slot) {

        /** What it says to whoever points at it. */
        String from() {
            return LABEL.format(Moment.instant(slot.ticks()));
        }
    }

    /** A word below the strip. */
    record Label(int x, String text) {}

    List<Bar> bars() {
        return IntStream.range(0, strip.slots().size())
                .mapToObj(i -> bar(i, strip.slots().get(i)))
                .filter(bar -> bar.slot().events() > 0)
                .toList();
    }

    private Bar bar(int place, EventStrip.Slot slot) {
        long height = Math.max(2, slot.events() * HIGHEST / Math.max(1, strip.most()));
        return new Bar(place * BAR, (int) (FOOT - height), slot);
    }

    List<Label> labels() {
        return IntStream.range(0, strip.slots().isEmpty() ? 0 : LABELS)
                .mapToObj(i -> {
                    long ticks = strip.from() + strip.step() * strip.slots().size() * i / LABELS;
                    return new Label(i * WIDTH / LABELS, LABEL.format(Moment.instant(ticks)));
                })
                .toList();
    }

    /** From when to when the strip goes, where there is no room for words below it. */
    String reach() {
        long end = strip.from() + strip.step() * strip.slots().size();
        return LABEL.format(Moment.instant(strip.from())) + " – " + LABEL.format(Moment.instant(end));
    }

    /** Where what the page shows begins on the strip. */
    int shownFrom() {
        return place(rows.getFirst().event());
    }

    /** How wide it is there. */
    int shownWidth() {
        return Math.max(3, place(rows.getLast().event()) - shownFrom());
    }

    /** Whether it can be shown there. */
    boolean isOnStrip() {
        return !rows.isEmpty()
                && rows.getFirst().event().isTimed()
                && !strip.slots().isEmpty();
    }

    private int place(TimelineEvent event) {
        return (int) ((event.ticks() - event.ahead() - strip.from()) / strip.step() * BAR);
    }

    /** Whether the order of the events may differ from that of their logs. */
    boolean isCorrected() {
        return rows.stream().anyMatch(Row::isCorrected);
    }

    String page() {
        return base + "/zeitstrahl";
    }

    String earlier() {
        return page() + query.with("vor", excerpt.from());
    }

    String later() {
        return page() + query.with("ab", excerpt.to());
    }

    String export(String ending) {
        return page() + "." + ending + query.with("auswertung", shown.number());
    }

    /** The events on both sides of one, with nothing filtered. */
    String around(TimelineEvent event) {
        return page() + query.place("um", event.position()) + "#e-" + event.position();
    }

    /** The page of one event. */
    String one(TimelineEvent event) {
        return EventPage.address(base, shown.id(), event);
    }

    /** The tags of events of this timeline. */
    Map<String, Long> given() {
        var given = new LinkedHashMap<>(tags);
        given.values().removeIf(events -> events == 0);
        return given;
    }

    String finding(UUID finding) {
        return base + "/funde/" + finding;
    }
}
