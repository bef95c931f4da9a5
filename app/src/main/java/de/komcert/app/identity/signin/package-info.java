/** Signing in, step by step: the limits on trying, the devices known, the sessions that hold, and the record of it. */
@NullMarked
package de.komcert.app.identity.signin;

import org.jspecify.annotations.NullMarked;
