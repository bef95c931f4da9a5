package de.komcert.app.web;

import java.util.Optional;

/** Tells the shell who is looking; implemented where people are known. */
public interface Visitor {

    /** The name of whoever is signed in. */
    Optional<String> name();
}
