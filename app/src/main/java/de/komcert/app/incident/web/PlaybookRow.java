package de.komcert.app.incident.web;

import de.komcert.app.incident.playbook.Edition;
import de.komcert.app.incident.playbook.Release;
import org.jspecify.annotations.Nullable;

/** A playbook on the shelf, and the release that holds for its text. */
record PlaybookRow(Edition edition, @Nullable Release release) {

    /** Who reviewed it: by a release, or as the file itself says. */
    @Nullable
    String reviewer() {
        return release == null ? edition.playbook().reviewedBy() : release.reviewer();
    }
}
