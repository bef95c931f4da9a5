/**
 * Fills a fresh Lagezentrum with the fictional Kreis Vennmark: its Einrichtungen, the people of its CERT, and what
 * keeps them busy. Everything goes through the same doors as real work.
 */
@NullMarked
@ApplicationModule(
        displayName = "Vorführung",
        allowedDependencies = {
            "incident",
            "incident::plan",
            "incident::retention",
            "constituency",
            "identity",
            "database",
            "access",
            "shared"
        })
package de.komcert.app.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
