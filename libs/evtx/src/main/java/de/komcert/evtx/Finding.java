package de.komcert.evtx;

/**
 * A problem in a log and where it is. Reading goes on after each.
 *
 * @param offset bytes from the beginning of the file
 * @param message one English sentence, without content of the log
 */
public record Finding(long offset, Kind kind, String message) {

    /** What kind of problem it is. */
    public enum Kind {
        /** The header of the file is missing or wrong; chunks are found without it. */
        FILE_HEADER(false),
        /** The log was not closed; its last chunk may say less than it holds. */
        NOT_CLOSED(false),
        /** The file ends inside a chunk, or earlier than its header says. */
        TRUNCATED(true),
        /** The header of a chunk is missing or wrong; its records are read without it. */
        CHUNK_HEADER(false),
        /** A checksum does not fit. */
        CHECKSUM(false),
        /** The chain of records is broken; reading goes on at the next record that can be recognised. */
        BROKEN_CHAIN(true),
        /** A record cannot be rendered as it was written; what can be read of it is shown. */
        BAD_RECORD(true),
        /** A value has a type or size that does not fit; it is shown as bytes. */
        BAD_VALUE(true),
        /** A record stands behind the end its chunk states and continues the numbering: it belongs to the log. */
        BEHIND_THE_END(false),
        /** A template was lost and another of the same identity from elsewhere in the file took its place. */
        BORROWED_TEMPLATE(false),
        /** A record is nested too deeply or would grow too large; what goes beyond is not shown. */
        LIMIT(true),
        /** The file could not be read at this place. */
        UNREADABLE(true);

        private final boolean costsContent;

        Kind(boolean costsContent) {
            this.costsContent = costsContent;
        }

        /** Whether content was lost, and not only what describes it. */
        public boolean costsContent() {
            return costsContent;
        }
    }
}
