package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.api.JournalApi.EntryBody;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * What is left of something that was erased, with what is left of its journal.
 *
 * @param journal every entry it had; all but the last have lost their text, and the last says why
 * @param head the end of the journal, which papers drawn up before do not contradict
 */
record TombstoneBody(TombstoneLine erased, List<EntryBody> journal, HeadBody head) {

    static TombstoneBody of(Tombstone stone, List<JournalEntry> journal) {
        return new TombstoneBody(
                TombstoneLine.of(stone),
                journal.stream().map(EntryBody::of).toList(),
                new HeadBody(stone.headNumber(), stone.fingerprint()));
    }

    /**
     * Something that was erased.
     *
     * @param id the id it had
     * @param codeName the name it went by; a Meldung that became no incident had none
     * @param months the period by which it was erased, counted from closing
     */
    record TombstoneLine(
            UUID id,
            @Nullable String codeName,
            Kind kind,
            boolean exercise,
            Instant openedAt,
            Instant closedAt,
            int months,
            Instant announcedAt,
            Instant erasedAt) {

        static TombstoneLine of(Tombstone stone) {
            var name = stone.codeName();
            return new TombstoneLine(
                    stone.id(),
                    name == null ? null : name.value(),
                    stone.kind(),
                    stone.exercise(),
                    stone.openedAt(),
                    stone.closedAt(),
                    stone.months(),
                    stone.announcedAt(),
                    stone.erasedAt());
        }
    }
}
