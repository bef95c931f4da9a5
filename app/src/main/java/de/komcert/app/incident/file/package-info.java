/**
 * The files of an incident: what they are called, who added them and when, and their SHA-256; and those that are still on
 * their way, in pieces. The bytes lie in the vault.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
