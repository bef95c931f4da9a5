package de.komcert.evtx;

import org.jspecify.annotations.Nullable;

/**
 * A template or an inline fragment made ready: what to write for it in XML and JSON, and its projection, which says for
 * each field in which slot its value is found.
 *
 * @param roots its elements; one in every healthy log
 * @param json how to write it as JSON; empty where that is left to the tree
 * @param fields its fields in the order in which they stand
 * @param byField by the number of a wanted field: its place in {@code fields}, or -1
 * @param slots one more than the highest slot it uses
 * @param uses by slot: how often it stands in the template
 * @param repeatedSizes by slot: bytes that are written again for each entry of an array in it, besides the entry
 * @param constantSize bytes its constants need at most when it is rendered once
 * @param depth how deeply its elements are nested
 * @param plain whether each slot stands in it at most once, so that it cannot multiply a value
 */
record Template(
        Node[] roots,
        JsonProgram json,
        Field[] fields,
        short[] byField,
        int slots,
        int[] uses,
        int[] repeatedSizes,
        int constantSize,
        int depth,
        boolean plain) {

    /**
     * A field: in a slot, constant, or put together from both.
     *
     * @param slot the slot, or -1
     * @param constant the text as UTF-16, or null
     * @param parts what it is put together from, or null
     * @param dependency the slot without which it is not there, or -1
     * @param optional whether a null means that it is not there
     * @param section the part of the event it stands in, such as {@code System}
     */
    record Field(
            String name,
            int slot,
            byte @Nullable [] constant,
            Node @Nullable [] parts,
            int dependency,
            boolean optional,
            String section) {}
}
