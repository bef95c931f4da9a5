/** The report on paper, for pages and programs alike. */
@NullMarked
package de.komcert.app.incident.print;

import org.jspecify.annotations.NullMarked;
