package de.komcert.sigma;

/** By what a part of a rule is known to whoever wrote it. */
public sealed interface Name {

    /** A search identifier. */
    record Selection(String name) implements Name {}

    /**
     * A field with its modifiers.
     *
     * @param key for example {@code CommandLine|contains|all}; before the modifiers of keywords there is no field
     * @param line where it stands
     */
    record Item(String key, int line) implements Name {}

    /**
     * A value that is not compared as it stands there, because it is encoded or filled from a list.
     *
     * @param written as it stands there
     */
    record Value(String written) implements Name {}

    /** What a filter takes away from the rule. */
    record Filter(String title, String file, int line) implements Name {}
}
