/** The page of the system chain. */
@NullMarked
package de.komcert.app.audit.web;

import org.jspecify.annotations.NullMarked;
