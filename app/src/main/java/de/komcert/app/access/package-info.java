/**
 * Who acts, what they may do, and which compartments they see.
 *
 * <p>Everything that reads or writes passes through here: the {@linkplain de.komcert.app.access.Actor actor} travels as
 * a scoped value, is handed to PostgreSQL at the begin of each transaction, and row-level security decides from it. No
 * actor is an error, never an empty result.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "web"})
package de.komcert.app.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
