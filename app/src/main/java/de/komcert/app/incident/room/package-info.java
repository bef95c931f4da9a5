/**
 * The incident room as a place that others furnish: its head, its tabs, and the way into it. A module above that has a page
 * for an incident names a {@link de.komcert.app.incident.room.RoomTab} as a bean and enters through
 * {@link de.komcert.app.incident.room.Rooms}; the template {@code incident.room.frame} puts the head around its page.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
