/** What people prove themselves with: passwords, codes of an app, printed codes. Knows nobody by name. */
@NullMarked
package de.komcert.app.identity.credentials;

import org.jspecify.annotations.NullMarked;
