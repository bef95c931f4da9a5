package de.komcert.app.incident.api;

import java.util.List;
import java.util.Objects;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.playbook.Edition;
import de.komcert.app.incident.playbook.Playbooks;
import de.komcert.app.incident.playbook.Release;
import de.komcert.app.incident.playbook.Releases;
import de.komcert.app.shared.Severity;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Playbooks", description = "The ordered ways through the kinds of incident, as the CERT wrote them down.")
class PlaybookApi {

    private static final String BASE = "/api/v1/playbooks";

    private final Playbooks playbooks;
    private final Releases releases;

    PlaybookApi(Playbooks playbooks, Releases releases) {
        this.playbooks = playbooks;
        this.releases = releases;
    }

    /**
     * A playbook.
     *
     * @param version its edition; an incident keeps the edition it was opened with
     * @param reviewedBy the named person who reviewed it; without one it is not reviewed
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

    /**
     * A playbook an incident can be opened with.
     *
     * @param reviewedBy the named person who reviewed it; without one it is not reviewed
     * @param fingerprint the SHA-256 of its text in hexadecimal digits; a release names it
     * @param own whether the CERT wrote it; otherwise it came with the program
     */
    record EditionBody(
            String id,
            String version,
            String title,
            @Nullable String reviewedBy,
            String rsit,
            Severity severity,
            List<String> sources,
            String fingerprint,
            boolean own) {

        static EditionBody of(Edition edition, @Nullable Release release) {
            var playbook = edition.playbook();
            return new EditionBody(
                    playbook.id(),
                    playbook.version(),
                    playbook.title(),
                    release == null ? playbook.reviewedBy() : release.reviewer(),
                    playbook.suggested().rsit(),
                    playbook.suggested().severity(),
                    playbook.sources(),
                    edition.fingerprint(),
                    edition.own());
        }
    }

    /**
     * A release.
     *
     * @param fingerprint the text that was reviewed
     * @param reviewer who reviewed it, with function
     * @param basis what was reviewed, and by what
     */
    record ReleaseSent(
            @Pattern(regexp = "[0-9a-f]{64}") @NotBlank @Nullable
            String fingerprint,

            @NotBlank @Size(max = Typed.LINE) @Nullable String reviewer,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String basis) {}

    record WithdrawalSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /** The playbooks an incident can be opened with. */
    @GetMapping(BASE)
    @Requires(Permission.READ_INCIDENTS)
    List<EditionBody> list() {
        var holding = releases.holding();
        return playbooks.editions().stream()
                .map(edition -> EditionBody.of(edition, holding.get(edition.fingerprint())))
                .toList();
    }

    /** Releases the text with this fingerprint. */
    @PostMapping(BASE + "/{playbook}/freigabe")
    @Requires(Permission.RELEASE_PLAYBOOKS)
    EditionBody release(@PathVariable String playbook, @Valid @RequestBody ReleaseSent sent) {
        var edition = edition(playbook);
        releases.release(
                edition,
                Objects.requireNonNull(sent.fingerprint()),
                Objects.requireNonNull(sent.reviewer()),
                Objects.requireNonNull(sent.basis()));
        return body(edition);
    }

    /** Takes the release of the present text back. */
    @PostMapping(BASE + "/{playbook}/freigabe/zuruecknehmen")
    @Requires(Permission.RELEASE_PLAYBOOKS)
    EditionBody withdraw(@PathVariable String playbook, @Valid @RequestBody WithdrawalSent sent) {
        var edition = edition(playbook);
        releases.withdraw(edition, Objects.requireNonNull(sent.reason()));
        return body(edition);
    }

    private EditionBody body(Edition edition) {
        return EditionBody.of(edition, releases.holding().get(edition.fingerprint()));
    }

    private Edition edition(String id) {
        return playbooks.edition(id).orElseThrow(NotHere::new);
    }
}
