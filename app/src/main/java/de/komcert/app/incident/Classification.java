package de.komcert.app.incident;

import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;

/**
 * What kind of incident this is and how its information is handled. Has sensible defaults and can wait.
 *
 * @param rsit class and type of the Reference Security Incident Taxonomy, such as {@code fraud:phishing}
 */
public record Classification(Severity severity, Tlp tlp, Pap pap, Rsit rsit) {}
