/** Findings: events that a rule matched, and what people made of them. */
@NullMarked
package de.komcert.app.forensics.finding;

import org.jspecify.annotations.NullMarked;
