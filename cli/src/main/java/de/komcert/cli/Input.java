package de.komcert.cli;

/**
 * A file to read.
 *
 * @param name its path relative to the argument it was found by, with slashes; its own name where it is the argument;
 *     in a collection, the name of that and the path there
 */
record Input(String name, Content content) {

    long size() {
        return content.size();
    }
}
