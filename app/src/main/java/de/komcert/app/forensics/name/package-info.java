/**
 * Names of people in logs: recognised, replaced by signs, and opened for a reason.
 *
 * <p>A sign is {@code U+E000}, the number of the person in the incident, {@code U+E001}. It stands in everything that an
 * analysis leaves behind, and becomes "Person 7", or the name where that was opened, when a page is made. Number 0 is anybody: so
 * many people were read that they are counted no longer.
 */
@NullMarked
package de.komcert.app.forensics.name;

import org.jspecify.annotations.NullMarked;
