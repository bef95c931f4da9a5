/**
 * People with accounts, and how they prove who they are.
 *
 * <p>Other modules find {@linkplain de.komcert.app.identity.People people} here and issue {@linkplain
 * de.komcert.app.identity.Tokens tokens} for programs. Passwords and second factors stay inside: the tables that hold
 * them open to the job {@code sign-in} only. Accounts are always local, since the house's directory may be the victim.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "access", "audit", "web", "disk", "shared"})
package de.komcert.app.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
