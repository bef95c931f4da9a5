package de.komcert.app.incident.web;

import java.util.List;
import java.util.Optional;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * A Meldung on its way.
 *
 * @param known the Einrichtung it was recognised as, or null
 * @param suggested the playbook the caller's words point to
 * @param names all Einrichtungen, to choose from while typing
 * @param incidents those it could be merged into
 * @param others the Meldungen it could be merged into
 * @param links what it was merged with
 * @param overtaken whether somebody else saved in between
 * @param readers "Wer sieht das?"
 * @param retention until when it is kept, once it has ended
 */
record CallPage(
        Report report,
        @Nullable Einrichtung known,
        Optional<Playbook> suggested,
        List<Playbook> playbooks,
        List<String> names,
        List<Incident> incidents,
        List<Report> others,
        List<Link> links,
        boolean overtaken,
        List<Readers.Reader> readers,
        @Nullable RetentionPanel retention) {

    boolean open() {
        return report.state() == Report.State.OPEN;
    }

    /** Those of the incidents that touch the Einrichtung which calls. */
    List<Incident> running() {
        return known == null
                ? List.of()
                : incidents.stream()
                        .filter(one -> one.affected().contains(known.id().value()))
                        .toList();
    }

    boolean suggests(Playbook playbook) {
        return suggested.filter(playbook::equals).isPresent();
    }
}
