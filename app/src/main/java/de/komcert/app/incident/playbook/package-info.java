/**
 * The playbooks a CERT works by: the files they are read from, what is wrong in them, and who released which text.
 *
 * <p>A release belongs to the text, by its SHA-256: whoever changes a word of the file has a playbook that nobody has
 * reviewed. An incident keeps the text it was opened with, so a later release of the same text counts for it too.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
