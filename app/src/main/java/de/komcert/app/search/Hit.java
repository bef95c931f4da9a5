package de.komcert.app.search;

import de.komcert.app.shared.Tlp;

/**
 * Something that was found.
 *
 * @param title what it is called
 * @param detail what tells it from others of that name
 * @param href the page that shows it
 * @param tlp how far it may go
 */
public record Hit(String title, String detail, String href, Tlp tlp) {}
