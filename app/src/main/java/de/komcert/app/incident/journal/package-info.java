/**
 * The Einsatztagebuch: what happened and when it was written down, in a chain that only grows; read page by page, searched,
 * and taken along with a program that checks it. It knows compartments and no incidents.
 */
@NullMarked
package de.komcert.app.incident.journal;

import org.jspecify.annotations.NullMarked;
