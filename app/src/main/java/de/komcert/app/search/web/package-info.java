/** The page that shows what was found. */
@NullMarked
package de.komcert.app.search.web;

import org.jspecify.annotations.NullMarked;
