/** Finds the files in collections. */
module de.komcert.archive {
    requires org.tukaani.xz;
    requires static org.jspecify;

    exports de.komcert.archive;
}
