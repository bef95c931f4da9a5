/** Drives a running Lagezentrum as its users do: by the launcher, in a browser, with the demo accounts. */
@NullMarked
package de.komcert.e2e;

import org.jspecify.annotations.NullMarked;
