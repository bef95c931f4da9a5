package de.komcert.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

import de.komcert.logs.Content;
import de.komcert.logs.Format;
import de.komcert.logs.Input;
import de.komcert.logs.Sha256;
import org.jspecify.annotations.Nullable;

/** What comes on standard input: it is read once, and nobody knows how much it is before it was read. */
final class Piped extends InputStream implements Content {

    private final InputStream in;
    private final @Nullable MessageDigest digest;
    private @Nullable String sha256;
    private long count;

    private Piped(InputStream in, @Nullable MessageDigest digest) {
        this.in = in;
        this.digest = digest;
    }

    /** @param isHashed whether its checksum is asked for, which costs an eighth of the time that the simplest lines take */
    static Input input(InputStream in, boolean isHashed) {
        return new Input("-", new Piped(in, isHashed ? Sha256.digest() : null), Format.JSON_LINES, "");
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int from, int most) throws IOException {
        int got = in.read(octets, from, most);
        if (got > 0) {
            count += got;
            if (digest != null) {
                digest.update(octets, from, got);
            }
        }
        return got;
    }

    /** What came so far, which is nothing before the run. */
    @Override
    public long size() {
        return count;
    }

    @Override
    public Instant modified() {
        return Instant.EPOCH;
    }

    /** To be asked for when all was read. */
    @Override
    public String sha256() throws IOException {
        if (digest == null) {
            throw new IOException("Nobody asked for the checksum of standard input");
        }
        var known = sha256;
        if (known == null) {
            known = HexFormat.of().formatHex(digest.digest());
            sha256 = known;
        }
        return known;
    }

    @Override
    public InputStream stream() {
        return this;
    }

    @Override
    public SeekableByteChannel chunks(long first, long count) throws IOException {
        throw new IOException("Standard input has no positions");
    }
}
