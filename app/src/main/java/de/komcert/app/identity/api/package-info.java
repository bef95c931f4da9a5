/** People for programs: who a token stands for, and the accounts. */
@NullMarked
package de.komcert.app.identity.api;

import org.jspecify.annotations.NullMarked;
