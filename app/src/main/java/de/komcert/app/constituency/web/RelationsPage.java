package de.komcert.app.constituency.web;

import java.util.List;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.Relation;
import org.jspecify.annotations.Nullable;

/**
 * What one Einrichtung is to others and they to it, to add to and take from.
 *
 * @param others all that it can be related to
 * @param problem the text of what is wrong with the relation that was asked for, or null
 */
record RelationsPage(
        Einrichtung one,
        List<Relation> relations,
        List<Einrichtung> others,
        @Nullable String problem) {

    String address() {
        return "/einrichtungen/" + one.id() + "/beziehungen";
    }
}
