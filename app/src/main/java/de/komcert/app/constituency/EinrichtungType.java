package de.komcert.app.constituency;

/** What an Einrichtung is, in the words of German municipal law. */
public enum EinrichtungType {
    KREIS,
    STADT,
    GEMEINDE,
    SCHULE,
    STADTWERKE,
    EIGENBETRIEB,
    ZWECKVERBAND,
    KRANKENHAUS,
    IT_DIENSTLEISTER
}
