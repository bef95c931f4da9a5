package de.komcert.archive;

/**
 * A problem in an archive and where it is. Reading goes on after each.
 *
 * @param file the name of the file in the archive, empty where it is about the archive itself
 * @param offset bytes from the beginning of the archive, for a file's data from the beginning of the file
 * @param message one English sentence
 */
public record Finding(String file, long offset, Kind kind, String message) {

    /** What kind of problem it is. What is common to all archives is called after the first kind of them. */
    public enum Kind {
        /** The directory is missing or broken; the files were found without it. */
        ZIP_DIRECTORY(false),
        /** The archive holds no file that can be found. */
        ZIP_EMPTY(true),
        /** There are more files than are looked at. */
        ZIP_TOO_MANY(true),
        /** A file is encrypted. */
        ZIP_ENCRYPTED(true),
        /** An archive in the archive is encrypted, and with it everything, as collections of Velociraptor are. */
        ZIP_ENCRYPTED_ARCHIVE(true),
        /** Files are encrypted of which nobody can tell whether they are wanted; said once for all of an archive. */
        ZIP_ENCRYPTED_FILES(true),
        /** A file is packed in a way that is not known here. */
        ZIP_METHOD(true),
        /** The header of a file is missing or its end cannot be found. */
        ZIP_ENTRY(true),
        /** The data of a file are damaged or break off; it is read up to there. */
        ZIP_DATA(true),
        /** The data were unpacked and do not fit their checksum or their stated size. */
        ZIP_CHECKSUM(false),
        /** A file shares its data with another one, as only bombs do; it is not read. */
        ZIP_OVERLAP(true),
        /** A file or the archive unpacks to more than is plausible; it is read up to there. */
        ZIP_BOMB(true),
        /** A name leads out of the archive; it is shown without that. */
        ZIP_UNSAFE_NAME(false),
        /** Another file has the same name; both are read. */
        ZIP_SAME_NAME(false),
        /** An archive inside an archive that is itself inside one; it is not opened. */
        ZIP_TOO_DEEP(true),
        /** What has to be kept to be read does not fit into memory, and no temporary file can take it. */
        ZIP_NO_ROOM(true),
        /** What gzip has packed is damaged or breaks off; it is read up to there. */
        GZIP_DATA(true),
        /** What gzip has packed unpacks to more than is plausible; it is read up to there. */
        GZIP_BOMB(true),
        /** What xz has packed is damaged or breaks off; it is read up to the last chunk that is whole. */
        XZ_DATA(true),
        /** What xz has packed unpacks to more than is plausible; it is read up to there. */
        XZ_BOMB(true),
        /** It takes more memory than xz asks for by itself, or is packed in a way that is not known here. */
        XZ_METHOD(true),
        /** The header of a file in a tar archive is damaged; reading goes on at the next one. */
        TAR_HEADER(true),
        /** A tar archive or a file in it breaks off; it is read up to there. */
        TAR_DATA(true),
        /** A file was kept without its empty places and is not put together again. */
        TAR_SPARSE(true),
        /** A file is an image of a disk. */
        DISK_IMAGE(true),
        /** A file is an archive that is not opened. */
        OTHER_ARCHIVE(true),
        /** A file is packed by bzip2, which is not unpacked. */
        BZIP2(true),
        /** A file is packed by Zstandard, which is not unpacked. */
        ZSTD(true),
        /** A file is an archive that is encrypted for the holder of a key. */
        SEALED_ARCHIVE(true),
        /** A file is a journal of systemd in its own form. */
        JOURNAL_FILE(true);

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
