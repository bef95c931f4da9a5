package de.komcert.app.constituency.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.Relation;
import de.komcert.app.constituency.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * What one Einrichtung is to others and they to it, to add to and take from.
 *
 * @param others all that it can be related to
 * @param chosen the link that was asked for, or empty
 * @param other the Einrichtung it was asked for, or empty
 * @param problem the text of what is wrong with that, or null
 */
record RelationsPage(
        Einrichtung one,
        List<Relation> relations,
        List<Einrichtung> others,
        String chosen,
        String other,
        @Nullable String problem) {

    /**
     * A relation seen from the one on the page.
     *
     * @param carries whether it is this to the other, rather than the other to it
     */
    record Link(RelationKind kind, boolean carries) {

        static List<Link> all() {
            return Arrays.stream(RelationKind.values())
                    .flatMap(kind -> Stream.of(new Link(kind, false), new Link(kind, true)))
                    .toList();
        }

        static Optional<Link> of(String code) {
            return all().stream().filter(link -> link.code().equals(code)).findFirst();
        }

        String code() {
            return kind + (carries ? "-of" : "-by");
        }
    }

    String address() {
        return "/einrichtungen/" + one.id() + "/beziehungen";
    }
}
