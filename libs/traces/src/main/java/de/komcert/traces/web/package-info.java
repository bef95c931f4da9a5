/**
 * Logs of web servers: those of Apache and nginx, and those that name their fields themselves, as IIS and Exchange write
 * them. Fields have the names of the W3C format.
 */
@NullMarked
package de.komcert.traces.web;

import org.jspecify.annotations.NullMarked;
