/** The pages of an incident's log analysis. */
@NullMarked
package de.komcert.app.forensics.web;

import org.jspecify.annotations.NullMarked;
