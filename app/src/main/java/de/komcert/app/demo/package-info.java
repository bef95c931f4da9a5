/**
 * Fills a fresh Lagezentrum with the fictional Kreis Vennmark: its Einrichtungen, the people of its CERT, and what
 * keeps them busy. Everything goes through the same doors as real work.
 */
@NullMarked
@ApplicationModule(
        displayName = "Vorführung",
        allowedDependencies = {
            "forensics::analysis",
            "forensics::order",
            "incident",
            "incident::file",
            "incident::link",
            "incident::plan",
            "incident::report",
            "incident::retention",
            "constituency",
            "identity",
            "web",
            "database",
            "access",
            "shared"
        })
package de.komcert.app.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
