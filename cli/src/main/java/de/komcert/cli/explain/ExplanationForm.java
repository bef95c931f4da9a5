package de.komcert.cli.explain;

import java.io.IOException;

/** A form in which explanations are written. */
interface ExplanationForm {

    void write(Explained explained) throws IOException;
}
