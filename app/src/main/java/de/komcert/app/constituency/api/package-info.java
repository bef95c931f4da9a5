/** The Einrichtungen for programs: one document with one ETag for each, and the import of files. */
@NullMarked
package de.komcert.app.constituency.api;

import org.jspecify.annotations.NullMarked;
