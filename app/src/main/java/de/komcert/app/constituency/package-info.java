/**
 * The Einrichtungen a CERT protects: who they are, whom to reach there, what they run, and how they belong together.
 *
 * <p>Every record about an Einrichtung, whether typed into a form, uploaded as a file or sent over the API, is a row of
 * a {@link de.komcert.app.constituency.Sheet}: judged by the same rules, with all problems named at once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "search", "access", "web", "shared"})
package de.komcert.app.constituency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
