/** The pages of an incident, from the call to the report. */
@NullMarked
package de.komcert.app.incident.web;

import org.jspecify.annotations.NullMarked;
