package de.komcert.app.constituency;

/** What one Einrichtung is to another, said from the side of the one that carries the responsibility. */
public enum RelationKind {
    /** School authority of a school. */
    SCHULTRAEGER,
    /** IT provider of somebody. */
    DIENSTLEISTER,
    /** Supervises somebody. */
    AUFSICHT,
    /** Owns or carries somebody. */
    TRAEGER
}
