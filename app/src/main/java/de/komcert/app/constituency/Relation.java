package de.komcert.app.constituency;

/** One Einrichtung is something to another, such as the Schulträger of a school. */
public record Relation(Einrichtung from, RelationKind kind, Einrichtung to) {

    /** The other side, seen from this one. */
    public Einrichtung other(EinrichtungId one) {
        return from.id().equals(one) ? to : from;
    }
}
