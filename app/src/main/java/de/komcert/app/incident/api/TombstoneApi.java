package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.api.JournalApi.EntryBody;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.web.NotHere;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Löschvermerke",
        description =
                "What is left of what was erased, for those who were its members at the end. The incident itself is"
                        + " found no more.")
class TombstoneApi {

    private static final String BASE = "/api/v1/loeschvermerke";

    private final Tombstones tombstones;

    TombstoneApi(Tombstones tombstones) {
        this.tombstones = tombstones;
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

    /**
     * The same with what is left of its journal.
     *
     * @param journal every entry it had; all but the last have lost their text, and the last says why
     * @param head the end of the journal, which papers drawn up before do not contradict
     */
    record TombstoneBody(TombstoneLine erased, List<EntryBody> journal, HeadBody head) {}

    /** What was erased, the latest first. */
    @GetMapping(BASE)
    @Requires(Permission.READ_INCIDENTS)
    List<TombstoneLine> list() {
        return tombstones.list().stream().map(TombstoneLine::of).toList();
    }

    /** What is left of one, by the id it had. */
    @GetMapping(BASE + "/{id}")
    @Requires(Permission.READ_INCIDENTS)
    TombstoneBody one(@PathVariable UUID id) {
        var stone = tombstones.find(id).orElseThrow(NotHere::new);
        return new TombstoneBody(
                TombstoneLine.of(stone),
                tombstones.report(stone).journal().stream().map(EntryBody::of).toList(),
                new HeadBody(stone.headNumber(), stone.fingerprint()));
    }
}
