package de.komcert.app.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.audit.Anchors;
import de.komcert.app.audit.Chain;
import de.komcert.app.audit.Checks;
import de.komcert.app.audit.Link;
import de.komcert.app.audit.Verification;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Einsatztagebuch: everything that happened, in the order in which it was written down.
 *
 * <p>Append-only. An entry is corrected by a further one that names it. The record is written in German, whatever
 * language its author reads.
 */
@Component
@Transactional
public class Journal {

    /** Clocks of people and server differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final Chain chain;
    private final Checks checks;
    private final Anchors anchors;
    private final JournalSearch search;
    private final Texts texts;
    private final Clock clock;
    private final JsonMapper json;

    Journal(
            Chain chain,
            Checks checks,
            Anchors anchors,
            JournalSearch search,
            Texts texts,
            Clock clock,
            JsonMapper json) {
        this.chain = chain;
        this.checks = checks;
        this.anchors = anchors;
        this.search = search;
        this.texts = texts;
        this.clock = clock;
        this.json = json;
    }

    /** What a link of the chain holds for this journal. */
    record Body(
            Instant happenedAt,
            String author,
            JournalEntry.Kind kind,
            String text,
            @Nullable Long corrects) {}

    /** Writes what somebody typed. Refused when empty, or said to have happened in the future. */
    public JournalEntry write(CompartmentId compartment, String text, Instant happenedAt, @Nullable Long corrects) {
        var typed = Typed.text(text).strip();
        if (typed.isEmpty()) {
            throw new Refusal("journal.empty");
        }
        requirePast(happenedAt);
        if (corrects != null && chain.link(compartment, corrects).isEmpty()) {
            throw new Refusal("journal.nothingToCorrect");
        }
        return append(compartment, new Body(happenedAt, author(), JournalEntry.Kind.ENTRY, typed, corrects));
    }

    /** Refuses what is said to have happened in the future. */
    void requirePast(Instant happenedAt) {
        if (happenedAt.isAfter(clock.instant().plus(TOLERANCE))) {
            throw new Refusal("journal.future");
        }
    }

    /** Records what the program did, as a sentence from the bundle. */
    public JournalEntry record(CompartmentId compartment, JournalEntry.Kind kind, String key, Object... arguments) {
        return record(compartment, clock.instant(), kind, key, arguments);
    }

    /** Records what happened earlier than now. */
    JournalEntry record(
            CompartmentId compartment, Instant happenedAt, JournalEntry.Kind kind, String key, Object... arguments) {
        var sentence = texts.get(Locale.GERMAN, key, arguments);
        return append(compartment, new Body(happenedAt, author(), kind, sentence, null));
    }

    @Transactional(readOnly = true)
    public List<JournalEntry> entries(CompartmentId compartment) {
        return chain.links(compartment).stream().map(this::entry).toList();
    }

    /** The last entries, the newest first. */
    @Transactional(readOnly = true)
    public List<JournalEntry> newest(CompartmentId compartment, int count) {
        return chain.newest(compartment, count).stream().map(this::entry).toList();
    }

    /** One page of what is wanted; two statements, however long the journal is. */
    @Transactional(readOnly = true)
    public JournalExcerpt page(CompartmentId compartment, JournalExcerpt.Wanted wanted, JournalExcerpt.Place place) {
        var found = search.numbers(compartment, wanted, place);
        var links = chain.links(compartment, found.numbers()).reversed();
        var damaged = new TreeMap<Long, Verification.Fault>();
        links.forEach(link -> Verification.fault(link).ifPresent(fault -> damaged.put(link.number(), fault)));
        return new JournalExcerpt(links.stream().map(this::entry).toList(), damaged, found.newer(), found.older());
    }

    /** At most so many entries after this number, oldest first. */
    @Transactional(readOnly = true)
    public List<JournalEntry> entries(CompartmentId compartment, long after, int atMost) {
        return chain.links(compartment, after, atMost).stream().map(this::entry).toList();
    }

    @Transactional(readOnly = true)
    public Optional<JournalEntry> entry(CompartmentId compartment, long number) {
        return chain.link(compartment, number).map(this::entry);
    }

    @Transactional(readOnly = true)
    public Chain.Head head(CompartmentId compartment) {
        return chain.head(compartment);
    }

    /** The last head of this journal that the system chain holds. */
    @Transactional(readOnly = true)
    public Optional<Anchors.Anchored> anchored(CompartmentId compartment) {
        return anchors.newest(compartment);
    }

    /** Checks the whole chain now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Verification verify(CompartmentId compartment) {
        return checks.now(compartment).result();
    }

    /** The last full check of the chain while it is fresh, or a new one. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Checks.Check check(CompartmentId compartment) {
        return checks.recent(compartment);
    }

    private JournalEntry append(CompartmentId compartment, Body body) {
        return entry(chain.append(compartment, json.writeValueAsString(body)));
    }

    private JournalEntry entry(Link link) {
        var body = link.body();
        if (body == null) {
            return new JournalEntry(
                    link.number(), link.recordedAt(), link.recordedAt(), "", JournalEntry.Kind.ENTRY, "", null, true);
        }
        Body read;
        try {
            read = json.readValue(body, Body.class);
        } catch (JacksonException damaged) {
            // Verification says that and where the chain is damaged; the page shows what is there.
            read = new Body(link.recordedAt(), "", JournalEntry.Kind.ENTRY, body, null);
        }
        return new JournalEntry(
                link.number(),
                read.happenedAt(),
                link.recordedAt(),
                read.author(),
                read.kind(),
                read.text(),
                read.corrects(),
                false);
    }

    private static String author() {
        return Acting.now().name();
    }
}
