package de.komcert.app.incident.plan;

/** A part somebody plays in an incident, by the short code that playbooks use. The glossary names them in full. */
public enum PlanRole {
    /** The CERT, led by whoever leads the incident. */
    CERT,
    /** Forensics of the CERT. */
    FOR,
    /** Whoever reported it. */
    SB,
    /** Head of IT of the Einrichtung. */
    ITL,
    /** IT provider, hoster or agency. */
    DL,
    /** Head of the administration: Bürgermeister/in, Landrat/Landrätin. */
    HVB,
    /** Managing director of a company. */
    GF,
    /** Head of the school. */
    SL,
    /** School authority. */
    ST,
    /** Information security officer. */
    ISB,
    /** Data protection officer. */
    DSB,
    /** Press office. */
    PR,
    /** Treasurer. */
    KAEM,
    /** Department. */
    FB,
    /** Staff council. */
    PERSR,
    /** Police, through the Zentrale Ansprechstelle Cybercrime. */
    POL
}
