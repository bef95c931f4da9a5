package de.komcert.logs;

/**
 * A file to read.
 *
 * @param name its path relative to the argument it was found by, with slashes; its own name where it is the argument;
 *     in a collection, the name of that and the path there
 * @param format how its entries are written
 * @param einrichtung whose log it is, as rules are to see it in the field {@value #EINRICHTUNG}; empty where nobody said
 */
public record Input(String name, Content content, Format format, String einrichtung) {

    /** The field that tells rules of several Einrichtungen whose log an entry is from. */
    static final String EINRICHTUNG = "einrichtung";

    /** By what a run that goes on knows it again: its time, since to read all of it would take as long as the run. */
    public String identity() {
        return name + "\0" + size() + "\0" + content.modified() + "\0" + format + "\0" + einrichtung;
    }

    public long size() {
        return content.size();
    }
}
