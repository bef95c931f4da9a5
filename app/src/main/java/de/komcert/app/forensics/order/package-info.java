/** The Auswertungsanordnung: purpose, systems, period, who ordered it, who was told, and when the results are deleted. */
@NullMarked
@NamedInterface
package de.komcert.app.forensics.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
