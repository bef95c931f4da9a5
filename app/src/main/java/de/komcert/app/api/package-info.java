/**
 * What every interface for programs shares: problems as bodies, versions as tags, strict reading of what is sent, and the
 * OpenAPI document that describes it all.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "web"})
package de.komcert.app.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
