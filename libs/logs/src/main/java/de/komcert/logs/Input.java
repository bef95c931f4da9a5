package de.komcert.logs;

/**
 * A file to read.
 *
 * @param name its path relative to the argument it was found by, with slashes; its own name where it is the argument;
 *     in a collection, the name of that and the path there
 * @param format how its entries are written
 */
public record Input(String name, Content content, Format format) {

    /** By what a run that goes on knows it again: its time, since to read all of it would take as long as the run. */
    public String identity() {
        return name + "\0" + size() + "\0" + content.modified() + "\0" + format;
    }

    public long size() {
        return content.size();
    }
}
