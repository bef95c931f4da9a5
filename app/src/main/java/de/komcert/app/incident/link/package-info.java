/**
 * What belongs together: incidents and Meldungen merged into one another, parents and children. Readers and journals stay
 * apart, and only who sees both ends knows of the link.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
