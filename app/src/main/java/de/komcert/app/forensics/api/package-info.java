/** The interface for programs to an incident's log analysis. */
@NullMarked
package de.komcert.app.forensics.api;

import org.jspecify.annotations.NullMarked;
