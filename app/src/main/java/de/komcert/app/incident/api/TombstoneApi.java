package de.komcert.app.incident.api;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.api.TombstoneBody.TombstoneLine;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.web.NotHere;
import io.swagger.v3.oas.annotations.tags.Tag;
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
        return TombstoneBody.of(stone, tombstones.journal(stone));
    }
}
