package de.komcert.sigma;

/** How two texts have to agree. */
public enum Anchor {
    EQUALS,
    STARTS,
    ENDS,
    CONTAINS
}
