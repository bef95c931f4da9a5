package de.komcert.app.web;

import java.util.function.BooleanSupplier;

/**
 * A feature's place in the navigation. Features contribute theirs as a bean.
 *
 * @param order from left to right
 * @param key the message key of its name
 * @param href where it leads
 * @param visible whether whoever asks may follow it
 */
public record NavigationEntry(int order, String key, String href, BooleanSupplier visible) {}
