package de.komcert.app.incident;

import java.time.Instant;
import java.util.UUID;

import de.komcert.app.access.PersonId;

/**
 * What came of asking the insurer before forensics.
 *
 * @param asked whether somebody was asked; otherwise it was found that no policy demands it
 * @param insurer who insures, or empty where nobody does
 * @param askedBy whoever asked or found it; they need no account
 * @param spokeTo who answered
 * @param answer what they said or allowed, or why nobody had to be asked
 */
public record InsurerCall(
        UUID id,
        boolean asked,
        String insurer,
        String askedBy,
        String spokeTo,
        Instant askedAt,
        String answer,
        PersonId recordedBy,
        Instant recordedAt) {}
