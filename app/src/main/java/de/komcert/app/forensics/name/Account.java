package de.komcert.app.forensics.name;

/**
 * Where in the value of a field a name stands.
 *
 * @param name as people say it, without what some of its letters are escaped with
 * @param from where it begins in the value
 * @param to where it ends
 */
record Account(String name, int from, int to) {}
