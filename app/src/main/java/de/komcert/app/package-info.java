/** The Lagezentrum. Each package below is a module; its front page says what it is for. */
@NullMarked
package de.komcert.app;

import org.jspecify.annotations.NullMarked;
