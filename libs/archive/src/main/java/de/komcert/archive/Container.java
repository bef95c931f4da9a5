package de.komcert.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What holds files of its own and is not opened here; told by how it begins, whatever it is called. */
public enum Container {
    /** A whole disk: what KAPE writes on request, what virtual machines run from, what forensic tools copy. */
    DISK_IMAGE(Finding.Kind.DISK_IMAGE, "This is an image of a disk, which is not opened"),
    /** An archive that is no ZIP. */
    OTHER_ARCHIVE(Finding.Kind.OTHER_ARCHIVE, "This is an archive of another kind, which is not opened");

    /** Bytes, each a character, and where they stand. */
    private record Mark(int offset, String bytes, Container container) {

        boolean isIn(byte[] head) {
            byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
            int end = offset + expected.length;
            return head.length >= end && Arrays.equals(head, offset, end, expected, 0, expected.length);
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark(0, "vhdxfile", DISK_IMAGE),
            new Mark(0, "conectix", DISK_IMAGE), // VHD that grows
            new Mark(0, "KDMV", DISK_IMAGE), // VMDK
            new Mark(0, "QFI\u00fb", DISK_IMAGE), // QCOW2
            new Mark(0, "EVF\t\r\n\u00ff\0", DISK_IMAGE), // E01
            new Mark(0, "7z\u00bc\u00af\u0027\u001c", OTHER_ARCHIVE),
            new Mark(0, "Rar!\u001a\u0007", OTHER_ARCHIVE),
            new Mark(257, "ustar", OTHER_ARCHIVE));

    private final Finding.Kind kind;
    private final String message;

    Container(Finding.Kind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    /**
     * What something is that begins so; null where it is none of these.
     *
     * @param head at least the first 512 bytes
     */
    public static @Nullable Container of(byte[] head) {
        return MARKS.stream()
                .filter(mark -> mark.isIn(head))
                .map(Mark::container)
                .findFirst()
                .orElse(null);
    }

    Finding.Kind kind() {
        return kind;
    }

    /** One English sentence. */
    public String message() {
        return message;
    }
}
