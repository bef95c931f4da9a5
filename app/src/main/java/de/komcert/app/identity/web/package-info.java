/** The pages of signing in and of accounts, and what every request passes before it reaches a page. */
@NullMarked
package de.komcert.app.identity.web;

import org.jspecify.annotations.NullMarked;
