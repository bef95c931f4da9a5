package de.komcert.app.constituency;

import org.jspecify.annotations.Nullable;

/**
 * An organisation the CERT protects: a town, a district, a school, a utility, a hospital, a provider.
 *
 * @param version counts every change to anything known about it
 * @param shortName what colleagues call it; unique, and the way files refer to it
 * @param ags the official municipality key, or empty
 * @param phone the registered number, under which one calls back to be sure who is speaking
 */
public record Einrichtung(
        EinrichtungId id,
        int version,
        String shortName,
        String name,
        EinrichtungType type,
        String ags,
        @Nullable PhoneNumber phone,
        Size size,
        String note) {

    static Einrichtung of(Stored row) {
        var entry = row.entry();
        return new Einrichtung(
                row.einrichtung(),
                row.version(),
                entry.text("shortName"),
                entry.text("name"),
                entry.choice("type", EinrichtungType.class),
                entry.text("ags"),
                entry.phone("phone"),
                new Size(
                        entry.count("inhabitants"),
                        entry.count("pupils"),
                        entry.count("staff"),
                        entry.count("workplaces"),
                        entry.count("servers"),
                        entry.count("procedures")),
                entry.text("note"));
    }
}
