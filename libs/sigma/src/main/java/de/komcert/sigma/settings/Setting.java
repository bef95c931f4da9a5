package de.komcert.sigma.settings;

import java.util.Collection;
import java.util.List;

import de.komcert.sigma.EventKind;
import de.komcert.sigma.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Something to switch on, to install or to bring along, so that logs hold more.
 *
 * @param id a name for it that does not change
 * @param title in German; of a group policy as the German editor shows it
 * @param english its name in English, empty where there is none
 * @param where in German, where it is found, from the root of the group policy; empty where that is no question
 * @param how a command that does the same in every language of Windows, empty where there is none
 * @param note in German, what to heed, may be empty
 * @param product on whose systems it is, as rules name it; null for several
 * @param needs the ids of settings without which it does nothing
 * @param brings the events that logs hold then
 * @param shows the field that has a value only then; null where the events themselves tell
 * @param source where the facts are from, empty where the log's own name tells
 */
public record Setting(
        String id,
        Kind kind,
        String title,
        String english,
        String where,
        String how,
        String note,
        @Nullable String product,
        List<String> needs,
        List<EventKind> brings,
        @Nullable String shows,
        String source) {

    /** What there is to do. */
    public enum Kind {
        /** A subcategory of the advanced audit policy. */
        AUDIT,
        /** Another group policy. */
        POLICY,
        /** Something that Sysmon has to be configured for. */
        SYSMON,
        /** A log that is off by default. */
        SWITCH_ON,
        /** A log that is written by default, and was not brought along. */
        BRING_ALONG,
        /** A log of another system. */
        OTHER_SYSTEM
    }

    /** Whether logs with these kinds of events show that it is on: one of its events is there. */
    boolean isOn(Collection<EventKind> held) {
        return held.stream().anyMatch(kind -> brings.stream().anyMatch(brought -> isShownBy(kind, brought)));
    }

    private boolean isShownBy(EventKind kind, EventKind brought) {
        var channel = brought.channel();
        boolean isItsLog = channel == null
                ? brought.source().equals(kind.source())
                : kind.channel() != null && Fold.fold(channel).equals(Fold.fold(kind.channel()));
        return isItsLog
                && (brought.eventId() == null || brought.eventId().equals(kind.eventId()))
                && (shows == null || kind.fields().mayHave(shows));
    }
}
