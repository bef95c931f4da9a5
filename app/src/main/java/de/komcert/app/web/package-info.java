/** What every page shares: the shell with its navigation, texts in two languages, times in words, and failures. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package de.komcert.app.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
