/** Detects what Sigma rules describe in logged events. */
@NullMarked
package de.komcert.sigma;

import org.jspecify.annotations.NullMarked;
