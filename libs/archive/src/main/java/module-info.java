/** Finds the files in collections. */
module de.komcert.archive {
    requires static org.jspecify;

    exports de.komcert.archive;
}
