/** Incidents for programs: the same application layer as the pages, under {@code /api/v1}. */
@NullMarked
package de.komcert.app.incident.api;

import org.jspecify.annotations.NullMarked;
