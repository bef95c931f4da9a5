/** Words every module speaks: traffic-light protocol, permissible actions, severity. Records and enums only. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package de.komcert.app.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
