package de.komcert.app.shared;

/** The Permissible Actions Protocol: what may be done with an indicator, from nothing visible to anything. */
public enum Pap {
    /** Only where the other side cannot notice, such as searching one's own logs. */
    RED,
    /** Also passive look-ups at third parties. */
    AMBER,
    /** Also active defence, such as blocking on a firewall. */
    GREEN,
    /** No restriction. */
    CLEAR
}
