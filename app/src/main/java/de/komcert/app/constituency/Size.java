package de.komcert.app.constituency;

import org.jspecify.annotations.Nullable;

/** How large an Einrichtung is; null where nobody has said so yet. */
public record Size(
        @Nullable Integer inhabitants,
        @Nullable Integer pupils,
        @Nullable Integer staff,
        @Nullable Integer workplaces,
        @Nullable Integer servers,
        @Nullable Integer procedures) {}
