package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;

/** Takes the wanted files out of a ZIP archive. */
final class Zip {

    private final Bytes archive;
    private final Header headers;
    private final Contents contents;
    private final Findings findings;
    private final boolean mayNest;
    private int hidden;

    /** @param mayNest whether archives inside it are opened */
    Zip(Bytes archive, Contents contents, Findings findings, boolean mayNest) {
        this.archive = archive;
        this.headers = new Header(archive);
        this.contents = contents;
        this.findings = findings;
        this.mayNest = mayNest;
    }

    /** Whether something that begins so is one, even an empty one. */
    static boolean isOne(byte[] head) {
        return head.length >= 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
    }

    void read() throws IOException {
        var entries = new ArrayList<>(Directory.read(archive, Contents.MOST_FILES, findings));
        if (entries.isEmpty()) {
            findings.report(0, Finding.Kind.ZIP_EMPTY, "No file can be found in the archive");
        }
        entries.sort(Comparator.comparingLong(Entry::header));
        long free = 0;
        for (var entry : entries) {
            if (entry.isFolder()) {
                continue;
            }
            var name = Names.plain(entry.name());
            if (entry.header() < free) {
                findings.report(
                        name, entry.header(), Finding.Kind.ZIP_OVERLAP, "The file shares its data with another one");
                continue;
            }
            free = entry.header() + Header.LOCAL_SIZE + Math.max(0, entry.packed());
            read(entry, name);
        }
        if (hidden > 0) {
            findings.report(0, Finding.Kind.ZIP_ENCRYPTED_FILES, hidden + " files in the archive are encrypted");
        }
    }

    private void read(Entry entry, String name) throws IOException {
        var decoded = Names.decoded(name);
        boolean isNamedSo = Collection.isNamed(decoded) || contents.wants(decoded, new byte[0]);
        var local = headers.local(entry.header());
        if (local == null || !entry.isReadable()) {
            contents.passOver();
            if (isNamedSo) {
                refuse(entry, local != null, name);
            } else if (entry.isEncrypted()) {
                hidden++; // what it holds is told by its content, which nobody sees
            }
            return;
        }
        long from = local.next();
        var packed = archive.range(from, entry.packed() == Entry.UNKNOWN ? Long.MAX_VALUE - from : entry.packed());
        byte[] head = head(packed, entry);
        if (Collection.isNamed(decoded) && isOne(head) || Collection.isTar(head)) {
            nest(packed, head, entry, name);
        } else if (contents.wants(decoded, head)) {
            take(packed, entry, name);
        } else {
            contents.passOver(name, head, entry.header(), findings);
        }
    }

    private void refuse(Entry entry, boolean hasHeader, String name) {
        if (entry.isEncrypted()) {
            findings.report(
                    name,
                    entry.header(),
                    Collection.isNamed(name) ? Finding.Kind.ZIP_ENCRYPTED_ARCHIVE : Finding.Kind.ZIP_ENCRYPTED,
                    "The file is encrypted");
        } else if (!hasHeader || entry.method() == Entry.STORED) {
            findings.report(name, entry.header(), Finding.Kind.ZIP_ENTRY, "Where the file is cannot be found");
        } else {
            findings.report(
                    name,
                    entry.header(),
                    Finding.Kind.ZIP_METHOD,
                    "The file is packed by method " + entry.method() + ", which is not known here");
        }
    }

    private static byte[] head(Bytes packed, Entry entry) throws IOException {
        try (var in = unpack(packed, entry)) {
            return in.readNBytes(Collection.HEAD);
        }
    }

    private static InputStream unpack(Bytes packed, Entry entry) {
        return entry.method() == Entry.STORED ? packed.stream() : new Unpacking(packed.stream());
    }

    private Measured measured(Bytes packed, Entry entry, String name) throws IOException {
        return Measured.of(
                unpack(packed, entry),
                entry,
                contents.budget(),
                (offset, kind, message) -> findings.report(name, offset, kind, message));
    }

    private void take(Bytes packed, Entry entry, String name) throws IOException {
        var measured = measured(packed, entry, name);
        var file = new CollectedFile(
                findings.prefix() + name,
                measured.size(),
                measured.sha256(),
                entry.modified(),
                entry.method() == Entry.STORED ? packed.range(0, measured.size()) : null,
                () -> new Limited(unpack(packed, entry), measured.size()));
        contents.take(file, entry.name(), entry.header(), findings);
    }

    private void nest(Bytes packed, byte[] head, Entry entry, String name) throws IOException {
        if (!mayNest) {
            contents.passOver();
            findings.report(name, entry.header(), Finding.Kind.ZIP_TOO_DEEP, "The archive lies too deep inside others");
            return;
        }
        var inner = findings.inside(name);
        if (entry.method() == Entry.STORED) {
            contents.read(packed, inner, false);
            return;
        }
        var measured = measured(packed, entry, name);
        try (var in = new Limited(unpack(packed, entry), measured.size())) {
            contents.read(in, head, inner, false);
        } catch (Spool.NoRoom noRoom) {
            contents.passOver();
            findings.report(name, entry.header(), Finding.Kind.ZIP_NO_ROOM, String.valueOf(noRoom.getMessage()));
        }
    }
}
