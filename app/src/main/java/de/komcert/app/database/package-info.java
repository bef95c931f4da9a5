/**
 * The PostgreSQL the Lagezentrum lives on: a server of its own by default, an outside one by a single setting.
 *
 * <p>The server of its own is an ordinary durable PostgreSQL. Its programs come from the class path, its data lies
 * below {@code <data>/postgres}:
 *
 * <pre>
 * lock                   held by the Lagezentrum that uses this folder
 * passwords.properties   generated, readable by the owner only
 * binaries-&lt;hash&gt;/       the unpacked programs
 * cluster/               the data
 * unfinished             there while a fresh database is being filled for the first time
 * log/                   what the server reports about itself, never what a statement says
 * </pre>
 */
@ApplicationModule(
        displayName = "Datenbank",
        allowedDependencies = {"disk"})
@NullMarked
package de.komcert.app.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
