package de.komcert.app.incident.api;

import java.util.List;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Playbooks;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.shared.Severity;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Playbooks", description = "The ordered ways through the kinds of incident, as the CERT wrote them down.")
class PlaybookApi {

    private final Playbooks playbooks;

    PlaybookApi(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    /**
     * A playbook.
     *
     * @param version its edition; an incident keeps the edition it was opened with
     * @param reviewedBy the named person who released it; without one it is not reviewed
     * @param rsit the class and type an incident starts with
     * @param severity the severity an incident starts with
     * @param sources what it rests on
     */
    record PlaybookBody(
            String id,
            String version,
            String title,
            @Nullable String reviewedBy,
            String rsit,
            Severity severity,
            List<String> sources) {

        static PlaybookBody of(Playbook playbook) {
            return new PlaybookBody(
                    playbook.id(),
                    playbook.version(),
                    playbook.title(),
                    playbook.reviewedBy(),
                    playbook.suggested().rsit(),
                    playbook.suggested().severity(),
                    playbook.sources());
        }
    }

    /** The playbooks an incident can be opened with. */
    @GetMapping("/api/v1/playbooks")
    @Requires(Permission.READ_INCIDENTS)
    List<PlaybookBody> list() {
        return playbooks.all().stream().map(PlaybookBody::of).toList();
    }
}
