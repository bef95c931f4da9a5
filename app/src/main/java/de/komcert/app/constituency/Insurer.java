package de.komcert.app.constituency;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The insurer of an Einrichtung against incidents.
 *
 * @param askBeforeForensics whether the policy pays only if the insurer was asked before anyone examines a system
 */
public record Insurer(
        UUID id,
        String name,
        @Nullable PhoneNumber hotline,
        String policyNumber,
        boolean askBeforeForensics,
        String conditions) {

    static Insurer of(Stored row) {
        var entry = row.entry();
        return new Insurer(
                row.id(),
                entry.text("name"),
                entry.phone("hotline"),
                entry.text("policyNumber"),
                entry.yes("askBeforeForensics"),
                entry.text("conditions"));
    }
}
