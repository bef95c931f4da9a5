package de.komcert.app.access;

/** Somebody is no longer a member of a compartment, and sees nothing of it any more. Says who, never of what. */
public record MembershipEnded(PersonId person) {}
