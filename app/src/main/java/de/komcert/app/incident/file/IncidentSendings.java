package de.komcert.app.incident.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.Sendings;
import de.komcert.app.vault.Sendings.Taken;
import de.komcert.app.vault.StorageFailed;
import de.komcert.app.vault.StoredFile;
import de.komcert.app.vault.TooLarge;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files on their way into an incident, in pieces. Members see that they come; whoever began one goes on with it, from any
 * browser or program, and ends it.
 */
@Component
@EnableConfigurationProperties(SendingSettings.class)
public class IncidentSendings {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentSendings.class);

    private final Incidents incidents;
    private final IncidentFiles files;
    private final UnderWay underWay;
    private final Sendings sendings;
    private final SendingSettings settings;
    private final Clock clock;

    IncidentSendings(
            Incidents incidents,
            IncidentFiles files,
            UnderWay underWay,
            Sendings sendings,
            SendingSettings settings,
            Clock clock) {
        this.incidents = incidents;
        this.files = files;
        this.underWay = underWay;
        this.sendings = sendings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins to send a file. Nothing of it has come yet; an empty one comes with an empty piece.
     *
     * @param name as whoever brings it calls it, whatever is in it
     * @param size in bytes; as many must come
     */
    @Transactional
    public IncidentSending begin(IncidentId id, String name, String description, long size) {
        var incident = incidents.working(id);
        var called = FileName.given(name);
        if (size > most()) {
            throw new Refusal(
                            "sendings.tooLarge",
                            called.value(),
                            settings.limit().toGigabytes())
                    .as(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (size < 0) {
            throw new Refusal("sendings.noSize", called.value()).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var sending = sendings.begin(incident.compartment(), size, settings.kept());
        var words = new UnderWay.Words(sending.id(), called, Typed.line(description), clock.instant());
        underWay.insert(incident, words);
        incidents.changed(id, incident.compartment());
        return underWay.shown(words, sending, Acting.person().name());
    }

    /** The size of the largest file that may be sent, in bytes. */
    public long most() {
        return settings.limit().toBytes();
    }

    /** What is being sent into an incident, the oldest first. */
    public List<IncidentSending> of(Incident incident) {
        return underWay.of(incident);
    }

    /** A sending, or the file that it has become: so whoever missed the last answer learns that all has come. */
    public IncidentSending find(IncidentId id, UUID sending) {
        return underWay.find(id, sending);
    }

    /** Where a sending goes on; that much of it is on the disk. */
    public long acknowledged(IncidentId id, IncidentSending sending) {
        try {
            return sending.whole() ? sending.size() : sendings.acknowledged(underWay.stored(id, sending.id()));
        } catch (StorageFailed failure) {
            throw notStored(failure, sending.name());
        }
    }

    /**
     * Takes in a piece as it comes. When this returns, what it acknowledges is on the disk; the file is in the journal with
     * its last piece.
     *
     * @param from where in the file the piece begins
     */
    public Taken<IncidentFile> take(IncidentId id, UUID sending, long from, InputStream content) {
        var found = underWay.find(id, sending);
        if (found.whole()) {
            return from == found.size()
                    ? new Taken.Whole<>(files.find(id, sending))
                    : new Taken.Elsewhere<>(found.size());
        }
        requireMine(found);
        if (incidents.find(id).closed()) {
            throw new Refusal("incident.closed");
        }
        try {
            return sendings.take(new FileId(sending), from, content, settings.kept(), file -> record(id, file));
        } catch (TooLarge _) {
            throw new Refusal("sendings.moreThanSaid", found.name()).as(HttpStatus.CONTENT_TOO_LARGE);
        } catch (StorageFailed full) {
            throw notStored(full, found.name());
        } catch (IOException brokenOff) {
            throw new Refusal("sendings.brokenOff", found.name()).as(HttpStatus.BAD_REQUEST);
        }
    }

    /**
     * The hash of a block of what has come, by which whoever goes on after a break finds out whether it is the same file.
     *
     * @param from a multiple of {@link Sendings#STEP}, below what has come
     */
    public Sendings.Block block(IncidentId id, UUID sending, long from) {
        var found = underWay.find(id, sending);
        requireMine(found);
        try {
            return sendings.block(underWay.stored(id, sending), from)
                    .orElseThrow(() -> new Refusal("sendings.noBlock", from).as(HttpStatus.BAD_REQUEST));
        } catch (IOException failure) {
            LOG.error("What came of a sending cannot be read", failure);
            throw new Refusal("sendings.unreadable", found.name()).as(HttpStatus.INTERNAL_SERVER_ERROR);
        }
    }

    /** Ends a sending; what has come of it is thrown away. */
    @Transactional
    public void cancel(IncidentId id, UUID sending) {
        requireMine(underWay.find(id, sending));
        sendings.cancel(new FileId(sending));
        incidents.changed(id, incidents.find(id).compartment());
    }

    private static void requireMine(IncidentSending sending) {
        if (!sending.mine()) {
            throw new NotHere();
        }
    }

    /** Within the transaction of the vault, which still knows the sending. */
    private IncidentFile record(IncidentId id, StoredFile file) {
        var words = underWay.words(file.id());
        return files.record(id, file, words.name(), words.description());
    }

    private static Refusal notStored(StorageFailed full, String name) {
        LOG.error("The vault takes nothing: {}", String.valueOf(full.getCause()));
        return new Refusal("sendings.notStored", name).as(HttpStatus.INSUFFICIENT_STORAGE);
    }
}
