/**
 * What Linux programs log: lines of syslog, the exported journal of systemd, and the audit log, which stands by itself or
 * among either of them; and the {@linkplain de.komcert.traces.linux.LoginEntries records of logins}, which are no text. The service in Sigma's words is that of the program which wrote a line. Among the lines of syslog
 * may stand those of {@link de.komcert.traces.device devices}, each with the fields that its rules ask for.
 */
@NullMarked
package de.komcert.traces.linux;

import org.jspecify.annotations.NullMarked;
