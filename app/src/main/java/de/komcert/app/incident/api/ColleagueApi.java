package de.komcert.app.incident.api;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.incident.Colleagues;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Kollegium", description = "The people of the CERT as everybody sees them: free, or busy.")
class ColleagueApi {

    private final Colleagues colleagues;

    ColleagueApi(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /**
     * A colleague.
     *
     * @param busy whether they are at work in an incident; in which one is not told
     */
    record ColleagueBody(UUID id, String name, Role role, boolean busy) {}

    /** Everybody who may be let in to an incident, by name. */
    @GetMapping("/api/v1/kollegium")
    @Requires(Permission.READ_INCIDENTS)
    List<ColleagueBody> list() {
        return colleagues.all().stream()
                .map(one -> new ColleagueBody(
                        one.person().id().value(),
                        one.person().name(),
                        one.person().role(),
                        one.busy()))
                .toList();
    }
}
