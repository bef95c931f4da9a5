package de.komcert.app.constituency;

/** The part a contact has in their Einrichtung when something happens, by the short codes of the playbooks. */
public enum ContactRole {
    /** Head of the administration: Bürgermeister/in, Landrat/Landrätin. */
    HVB,
    /** Head of a school. */
    SL,
    /** School authority. */
    ST,
    /** Managing director of a company. */
    GF,
    /** Head of IT. */
    ITL,
    /** Information security officer. */
    ISB,
    /** Data protection officer. */
    DSB,
    /** Press office. */
    PR,
    /** IT provider. */
    DL,
    /** Treasurer. */
    KAEM,
    /** Head of a department. */
    FB,
    /** Control centre of fire brigade and rescue service. */
    LEITSTELLE,
    /** Staff council. */
    PERSR,
    /** Council and its groups. */
    RAT
}
