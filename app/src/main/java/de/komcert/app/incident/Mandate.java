package de.komcert.app.incident;

import java.time.Instant;
import java.util.UUID;

import de.komcert.app.access.PersonId;

/**
 * The Auftrag of an incident: without one nobody lays hands on a system.
 *
 * @param orderedBy whoever ordered it; they need no account
 * @param scope the systems it reaches, in words
 * @param basis the law or contract it rests on
 * @param payer who bears the cost
 * @param channel how it reached us
 * @param written whether it came in writing; an oral one has a witness
 * @param recordedBy the member of the CERT who wrote it down
 */
public record Mandate(
        UUID id,
        String orderedBy,
        String scope,
        String basis,
        String payer,
        Instant givenAt,
        String channel,
        boolean written,
        String witness,
        PersonId recordedBy,
        Instant recordedAt) {}
