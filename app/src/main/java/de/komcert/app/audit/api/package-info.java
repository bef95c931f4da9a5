/** The system chain for programs, under {@code /api/v1}. */
@NullMarked
package de.komcert.app.audit.api;

import org.jspecify.annotations.NullMarked;
