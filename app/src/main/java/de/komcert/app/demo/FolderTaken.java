package de.komcert.app.demo;

import java.nio.file.Path;

/** The data folder holds a Lagezentrum that is no demonstration. */
final class FolderTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FolderTaken(Path file) {
        super(
                ("In diesem Ordner arbeitet schon ein Lagezentrum, das keine Vorführung ist (%s fehlt). Nehmen Sie für die"
                                + " Vorführung einen eigenen Ordner, zum Beispiel: --data ~/komcert-demo")
                        .formatted(file));
    }
}
