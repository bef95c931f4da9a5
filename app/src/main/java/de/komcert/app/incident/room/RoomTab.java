package de.komcert.app.incident.room;

/**
 * A page of an incident.
 *
 * @param order from left to right
 * @param key the message key of its name
 * @param path below the address of the incident, beginning with a slash; empty for the room itself
 */
public record RoomTab(int order, String key, String path) {}
