package de.komcert.cli;

import java.io.IOException;

/** A form in which explanations are written. */
interface ExplanationForm {

    void write(Explained explained) throws IOException;
}
