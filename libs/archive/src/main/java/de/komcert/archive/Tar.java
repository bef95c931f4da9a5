package de.komcert.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes the wanted files out of a tar archive, in one go from its beginning. Where it is packed as a whole, the wanted files
 * are kept, since nothing in it can be read without all that stands before.
 */
final class Tar {

    /** A name or records before a header are never longer in an honest archive. */
    private static final int LONGEST_RECORDS = 1 << 20;

    private final InputStream unpacked;
    private final Counting in;
    private final @Nullable Bytes direct;
    private final Contents contents;
    private final Findings findings;
    private final boolean mayNest;
    private boolean hasEnd;
    private boolean breaksOff;

    private Tar(InputStream archive, @Nullable Bytes direct, Contents contents, Findings findings, boolean mayNest)
            throws IOException {
        this.contents = contents;
        this.findings = findings;
        this.mayNest = mayNest;
        // One archive is read at a time, so that there is room for it.
        this.unpacked = Expanded.of(archive, contents.budget(), () -> {}, this::unpackingEnds);
        this.in = new Counting(unpacked);
        this.direct = unpacked instanceof Expanded ? null : direct;
    }

    /** @param archive perhaps packed by gzip or xz */
    static Tar of(Bytes archive, Contents contents, Findings findings, boolean mayNest) throws IOException {
        return new Tar(archive.stream(), archive, contents, findings, mayNest);
    }

    /** @param archive perhaps packed by gzip or xz */
    static Tar of(InputStream archive, Contents contents, Findings findings, boolean mayNest) throws IOException {
        return new Tar(archive, null, contents, findings, mayNest);
    }

    /** Whether something that begins so is one that is not packed. */
    static boolean isOne(byte[] head) {
        return TarHeader.hasMagic(head);
    }

    private void unpackingEnds(long offset, Finding.Kind kind, String message) {
        breaksOff = true;
        findings.report(offset, kind, message);
    }

    void read() throws IOException {
        try (unpacked) {
            readAll();
        }
    }

    private void readAll() throws IOException {
        int count = 0;
        for (var header = next(); header != null; header = next()) {
            if (count == Contents.MOST_FILES) {
                findings.report(
                        in.count(),
                        Finding.Kind.ZIP_TOO_MANY,
                        "There are more than " + count + " files; the others are not read");
                return;
            }
            count++;
            long end = in.count() + header.padded();
            if (header.isFile() || header.isSparse()) {
                read(header);
            } else if (!header.isFolder()) {
                contents.passOver(); // a link, of which the archive holds nothing but the name
            }
            skipTo(end);
        }
        if (count == 0 && !breaksOff) {
            findings.report(0, Finding.Kind.ZIP_EMPTY, "No file can be found in the archive");
        } else if (!hasEnd && !breaksOff) {
            findings.report(in.count(), Finding.Kind.TAR_DATA, "The archive breaks off");
        }
    }

    /** The next header, with what stands before it in records of their own; null where there is none any more. */
    private @Nullable TarHeader next() throws IOException {
        var said = TarRecords.NONE;
        boolean isLost = false;
        for (byte[] block = block(); block.length == TarHeader.BLOCK; block = block()) {
            if (isEmpty(block)) {
                hasEnd = true;
                continue;
            }
            var header = TarHeader.of(block);
            if (header == null) {
                if (!isLost && !hasEnd) {
                    findings.report(
                            in.count() - TarHeader.BLOCK,
                            Finding.Kind.TAR_HEADER,
                            "The header of a file is damaged; the next one is searched for");
                }
                isLost = true;
                continue;
            }
            hasEnd = false;
            switch (header.type()) {
                case 'x' -> said = TarRecords.of(records(header));
                case 'L' -> said = TarRecords.path(records(header));
                case 'g', 'K' -> records(header);
                default -> {
                    return header.with(said);
                }
            }
        }
        return null;
    }

    private byte[] block() throws IOException {
        return in.readNBytes(TarHeader.BLOCK);
    }

    private byte[] records(TarHeader header) throws IOException {
        long end = in.count() + header.padded();
        byte[] records = in.readNBytes((int) Math.min(header.size(), LONGEST_RECORDS));
        skipTo(end);
        return records;
    }

    private static boolean isEmpty(byte[] block) {
        return Arrays.equals(block, new byte[TarHeader.BLOCK]);
    }

    private void skipTo(long end) throws IOException {
        while (in.count() < end) {
            if (in.skip(end - in.count()) == 0 && in.read() < 0) {
                return;
            }
        }
    }

    private void read(TarHeader header) throws IOException {
        long from = in.count();
        var name = Names.plain(header.name());
        byte[] head = in.readNBytes((int) Math.min(Collection.HEAD, header.size()));
        var content =
                new SequenceInputStream(new ByteArrayInputStream(head), new Limited(in, header.size() - head.length));
        try {
            if (header.isSparse()) {
                contents.passOver();
                findings.report(name, from, Finding.Kind.TAR_SPARSE, "The file is kept without its empty places");
            } else if (Collection.isNamed(Names.decoded(name)) && Zip.isOne(head) || Collection.isTar(head)) {
                nest(content, head, header, from, name);
            } else if (contents.wants(Names.decoded(name), head)) {
                take(content, header, from, name);
            } else {
                contents.passOver(name, head, from, findings);
            }
        } catch (Spool.NoRoom noRoom) {
            contents.passOver();
            findings.report(name, from, Finding.Kind.ZIP_NO_ROOM, String.valueOf(noRoom.getMessage()));
        }
    }

    private void take(InputStream content, TarHeader header, long from, String name) throws IOException {
        var bytes = direct == null ? contents.keep(content) : direct.range(from, header.size());
        var measured = Measured.of(bytes.stream());
        if (measured.size() < header.size()) {
            breaksOff = true;
            findings.report(name, measured.size(), Finding.Kind.TAR_DATA, "The data break off");
        }
        var file = new CollectedFile(
                findings.prefix() + name, measured.size(), measured.sha256(), header.modified(), bytes, bytes::stream);
        contents.take(file, header.name(), from, findings);
    }

    private void nest(InputStream content, byte[] head, TarHeader header, long from, String name) throws IOException {
        if (!mayNest) {
            contents.passOver();
            findings.report(name, from, Finding.Kind.ZIP_TOO_DEEP, "The archive lies too deep inside others");
        } else if (direct == null) {
            contents.read(content, head, findings.inside(name), false);
        } else {
            contents.read(direct.range(from, header.size()), findings.inside(name), false);
        }
    }
}
