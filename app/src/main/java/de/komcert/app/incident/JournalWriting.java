package de.komcert.app.incident;

import java.time.Instant;

import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writing an entry into the journal of an open incident; the draft of it is gone in the same moment. */
@Component
@Transactional
public class JournalWriting {

    private static final String DRAFT = "journal";

    private final Incidents incidents;
    private final Journal journal;
    private final Drafts drafts;

    JournalWriting(Incidents incidents, Journal journal, Drafts drafts) {
        this.incidents = incidents;
        this.journal = journal;
        this.drafts = drafts;
    }

    public JournalEntry write(IncidentId id, String text, Instant happenedAt, @Nullable Long corrects) {
        var entry = append(id, text, happenedAt, corrects);
        drafts.forget(incidents.find(id).compartment(), DRAFT);
        return entry;
    }

    /** The same for a program, whose person may be typing something else at this moment. */
    public JournalEntry append(IncidentId id, String text, Instant happenedAt, @Nullable Long corrects) {
        var incident = incidents.working(id);
        var entry = journal.write(incident.compartment(), text, happenedAt, corrects);
        incidents.changed(id, incident.compartment());
        return entry;
    }
}
