package de.komcert.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes as a vault keeps them: each channel is for one thread, and says so when two use it at once. */
final class Memory {

    static final Instant WRITTEN = Instant.parse("2026-03-09T10:00:00Z");

    private final byte[] bytes;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();

    Memory(byte[] bytes) {
        this.bytes = bytes;
    }

    static Content text(String text) {
        return new Memory(text.getBytes(StandardCharsets.UTF_8)).content();
    }

    /** A ZIP archive of texts. */
    static Memory zip(Map<String, String> files) throws IOException {
        var archive = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(archive)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Memory(archive.toByteArray());
    }

    Content content() {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Content.of(bytes.length, WRITTEN, Sha256.of(text), Channel::new);
    }

    /** How many channels are open. */
    int open() {
        return open.get();
    }

    /** How many were ever opened. */
    int opened() {
        return opened.get();
    }

    private final class Channel implements SeekableByteChannel {
        private final AtomicBoolean isBusy = new AtomicBoolean();
        private int position;
        private boolean isOpen = true;

        Channel() {
            open.incrementAndGet();
            opened.incrementAndGet();
        }

        @Override
        public int read(ByteBuffer into) {
            if (!isBusy.compareAndSet(false, true)) {
                throw new IllegalStateException("Two threads read one channel");
            }
            int count = Math.min(into.remaining(), bytes.length - position);
            if (count > 0) {
                into.put(bytes, position, count);
                position += count;
            }
            isBusy.set(false);
            return count > 0 ? count : -1;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long other) {
            position = Math.toIntExact(other);
            return this;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void close() {
            if (isOpen) {
                isOpen = false;
                open.decrementAndGet();
            }
        }
    }
}
