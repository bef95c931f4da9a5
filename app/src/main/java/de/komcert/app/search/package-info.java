/**
 * One search field over everything somebody may see; each feature answers for what is its own.
 *
 * <p>There is no index and no copy: a feature looks into its own tables, where row-level security decides.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "web", "shared"})
package de.komcert.app.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
