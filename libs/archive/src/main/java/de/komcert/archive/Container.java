package de.komcert.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What may hold logs and is not opened here: told by how it begins, whatever it is called, and only where many other things
 * begin so, by its name as well.
 */
public enum Container {
    /** A whole disk: what KAPE writes on request, what virtual machines run from, what forensic tools copy. */
    DISK_IMAGE(Finding.Kind.DISK_IMAGE, "This is an image of a disk, which is not opened"),
    /** An archive that is neither ZIP nor tar. */
    OTHER_ARCHIVE(Finding.Kind.OTHER_ARCHIVE, "This is an archive of another kind, which is not opened"),
    /** What bzip2 has packed. */
    BZIP2(Finding.Kind.BZIP2, "This is packed by bzip2, which is not unpacked; bunzip2 does"),
    /** What Zstandard has packed. */
    ZSTD(Finding.Kind.ZSTD, "This is packed by zstd, which is not unpacked; unzstd does"),
    /** An archive that DFIR-ORC has encrypted for the holder of a key. */
    SEALED_ARCHIVE(Finding.Kind.SEALED_ARCHIVE, "This is an archive that is encrypted for the holder of a key"),
    /** A journal of systemd as it lies on the disk; what is read is what journalctl gives out. */
    JOURNAL_FILE(Finding.Kind.JOURNAL_FILE, "This is a journal in its own form, which is not read");

    /** Bytes, each a character, at the beginning of a file that is called so. */
    private record Mark(String bytes, Pattern called, Container container) {

        Mark(String bytes, Container container) {
            this(bytes, ANYTHING, container);
        }

        boolean isIn(String name, byte[] head) {
            return isIn(head) && called.matcher(name).matches();
        }

        /** Whether it needs no name to tell. */
        boolean isPlain(byte[] head) {
            return isIn(head) && bytes.length() >= TELLING;
        }

        private boolean isIn(byte[] head) {
            byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
            return head.length >= expected.length
                    && Arrays.equals(head, 0, expected.length, expected, 0, expected.length);
        }
    }

    private static final int TELLING = 3;
    private static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);
    /** A whole system holds thousands of packed files; logs are called so, lie among such, or have a number or a day behind them. */
    private static final Pattern PACKED_LOG = Pattern.compile(
            ".*\\.(?:tbz2?|tzst|tar\\.(?:bz2|zst))|(?:.*(?<![a-z])(?:sys)?logs?(?![a-z]).*|.*\\d)\\.(?:bz2|zst)",
            Pattern.DOTALL);

    private static final List<Mark> MARKS = List.of(
            new Mark("vhdxfile", DISK_IMAGE),
            new Mark("conectix", DISK_IMAGE), // VHD that grows
            new Mark("KDMV", DISK_IMAGE), // VMDK
            new Mark("QFI\u00fb", DISK_IMAGE), // QCOW2
            new Mark("EVF\t\r\n\u00ff\0", DISK_IMAGE), // E01
            new Mark("EVF2\r\n\u0081\0", DISK_IMAGE), // Ex01
            new Mark("LVF\t\r\n\u00ff\0", DISK_IMAGE), // L01, a part of a disk
            new Mark("ADSEGMENTEDFILE", DISK_IMAGE), // AD1, likewise
            new Mark("7z\u00bc\u00af\u0027\u001c", OTHER_ARCHIVE),
            new Mark("Rar!\u001a\u0007", OTHER_ARCHIVE),
            new Mark("BZh", PACKED_LOG, BZIP2),
            new Mark("(\u00b5/\u00fd", PACKED_LOG, ZSTD),
            new Mark("0", Pattern.compile(".*\\.7z\\.p7b"), SEALED_ARCHIVE),
            new Mark("LPKSHHRH", JOURNAL_FILE));

    private final Finding.Kind kind;
    private final String message;

    Container(Finding.Kind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    /**
     * What something is that is called and begins so; null where it is none of these.
     *
     * @param head at least the first 16 bytes
     */
    public static @Nullable Container of(String name, byte[] head) {
        var lower = name.toLowerCase(Locale.ROOT);
        return first(mark -> mark.isIn(lower, head));
    }

    /** The same of something that somebody means to be read: then its beginning tells more. */
    public static @Nullable Container ofMeant(String name, byte[] head) {
        var container = of(name, head);
        return container != null ? container : first(mark -> mark.isPlain(head));
    }

    private static @Nullable Container first(Predicate<Mark> test) {
        return MARKS.stream().filter(test).map(Mark::container).findFirst().orElse(null);
    }

    Finding.Kind kind() {
        return kind;
    }

    /** One English sentence. */
    public String message() {
        return message;
    }
}
