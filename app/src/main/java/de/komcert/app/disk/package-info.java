/** Files that outlive a power cut, and that nobody but their owner may read. */
@NullMarked
@ApplicationModule(
        displayName = "Platte",
        allowedDependencies = {})
package de.komcert.app.disk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
