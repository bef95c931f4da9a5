/**
 * The Einsatztagebuch: what happened and when it was written down, in a chain that only grows; read page by page, searched,
 * and taken along with a program that checks it. It knows compartments and no incidents.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
