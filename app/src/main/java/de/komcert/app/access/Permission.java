package de.komcert.app.access;

/**
 * What somebody may do at all. Whether they may do it to one incident is decided by its compartment.
 *
 * <p>The two are never mixed: an administrator holds {@link #MANAGE_ACCOUNTS} and sees no incident by it.
 */
public enum Permission {
    /** Sign out, change one's own password, choose a language. */
    OWN_ACCOUNT,
    /** See the Einrichtungen, their contacts and relations. */
    READ_CONSTITUENCY,
    /** Change Einrichtungen and import lists of them. */
    EDIT_CONSTITUENCY,
    /** See the incidents one is a member of. */
    READ_INCIDENTS,
    /** Take calls, open incidents and work in those one is a member of. */
    WORK_INCIDENTS,
    /** Name and remove members of an incident, exclude a person, close it. */
    LEAD_INCIDENTS,
    /** Say in one's own name that a playbook is reviewed, and take that back. */
    RELEASE_PLAYBOOKS,
    /** Say how long what has ended is kept. */
    SET_RETENTION,
    /** Create accounts, give roles, lock accounts. */
    MANAGE_ACCOUNTS
}
