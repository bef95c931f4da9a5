/** The pages of the Einrichtungen: list, one of them, its forms, and the import of files. */
@NullMarked
package de.komcert.app.constituency.web;

import org.jspecify.annotations.NullMarked;
