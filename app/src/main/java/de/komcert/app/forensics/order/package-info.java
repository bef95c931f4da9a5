/** The Auswertungsanordnung: purpose, systems, period, who ordered it, who was told, and when the results are deleted. */
@NullMarked
package de.komcert.app.forensics.order;

import org.jspecify.annotations.NullMarked;
