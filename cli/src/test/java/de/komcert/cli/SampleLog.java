package de.komcert.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes small event logs for tests, of one chunk, with records as forwarding writes them: without templates. */
final class SampleLog {

    static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";
    private static final long TIME = 133_800_000_000_000_000L; // 2024-12-30T02:40:00Z

    private final ByteBuffer chunk = ByteBuffer.allocate(65536).order(ByteOrder.LITTLE_ENDIAN);
    private String provider = "KomCERT-Test";
    private int count;
    private int lastAt;

    SampleLog() {
        chunk.position(512);
    }

    /** A process creation as Sysmon logs it. */
    SampleLog process(String image, String commandLine) {
        return event(SYSMON, 1, Map.of("Image", image, "CommandLine", commandLine));
    }

    /** What follows has numbers higher by so many, as if there had been records between. */
    SampleLog skip(int records) {
        count += records;
        return this;
    }

    /** What follows is written by this provider. */
    SampleLog by(String name) {
        provider = name;
        return this;
    }

    /** An event whose number is one more than that of the one before, a second later. */
    SampleLog event(String channel, int eventId, Map<String, String> data) {
        lastAt = chunk.position();
        count++;
        chunk.putInt(0x2a2a).putInt(0).putLong(count).putLong(TIME + count * 10_000_000L);
        chunk.put(new byte[] {0x0f, 1, 1, 0});
        element("Event", null, () -> {
            element("System", null, () -> {
                element("Provider", "Name", provider, null);
                text("EventID", Integer.toString(eventId));
                text("EventRecordID", Integer.toString(count));
                text("Channel", channel);
                text("Computer", "pc-07.rathaus.example");
            });
            element(
                    "EventData",
                    null,
                    () -> data.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(
                                    field -> element("Data", "Name", field.getKey(), () -> content(field.getValue()))));
        });
        chunk.put((byte) 0);
        while ((chunk.position() - lastAt) % 8 != 4) {
            chunk.put((byte) 0);
        }
        int size = chunk.position() + 4 - lastAt;
        chunk.putInt(size).putInt(lastAt + 4, size);
        return this;
    }

    byte[] bytes() {
        int end = chunk.position();
        chunk.put(0, "ElfChnk\0".getBytes(StandardCharsets.US_ASCII));
        chunk.putLong(8, 1).putLong(16, count).putLong(24, 1).putLong(32, count).putInt(40, 128);
        chunk.putInt(44, lastAt).putInt(48, end).putInt(52, crc(512, end - 512));
        var crc = new CRC32();
        crc.update(chunk.array(), 0, 120);
        crc.update(chunk.array(), 128, 384);
        chunk.putInt(124, (int) crc.getValue());
        var file = ByteBuffer.allocate(4096 + 65536).order(ByteOrder.LITTLE_ENDIAN);
        file.put("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
        file.putLong(0)
                .putLong(0)
                .putLong(count + 1)
                .putInt(128)
                .putShort((short) 2)
                .putShort((short) 3);
        file.putShort((short) 4096).putShort((short) 1);
        var header = new CRC32();
        header.update(file.array(), 0, 120);
        file.putInt(124, (int) header.getValue());
        return file.put(4096, chunk.array()).array();
    }

    /** A log that takes several parts: the same chunk again and again. */
    byte[] repeated(int chunks) {
        byte[] once = bytes();
        byte[] log = Arrays.copyOf(once, 4096 + chunks * 65536);
        for (int chunk = 1; chunk < chunks; chunk++) {
            System.arraycopy(once, 4096, log, 4096 + chunk * 65536, 65536);
        }
        return log;
    }

    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int crc(int from, int length) {
        var crc = new CRC32();
        crc.update(chunk.array(), from, length);
        return (int) crc.getValue();
    }

    private void text(String name, String text) {
        element(name, null, () -> content(text));
    }

    private void element(String name, String attribute, Runnable content) {
        element(name, attribute, "", content);
    }

    private void element(String name, String attribute, String value, Runnable content) {
        chunk.put((byte) (attribute == null ? 0x01 : 0x41));
        int size = chunk.position();
        chunk.putInt(0);
        name(name);
        if (attribute != null) {
            int list = chunk.position();
            chunk.putInt(0).put((byte) 0x06);
            name(attribute);
            content(value);
            chunk.putInt(list, chunk.position() - list - 4);
        }
        if (content == null) {
            chunk.put((byte) 0x03);
        } else {
            chunk.put((byte) 0x02);
            content.run();
            chunk.put((byte) 0x04);
        }
        chunk.putInt(size, chunk.position() - size - 4);
    }

    private void content(String text) {
        chunk.put((byte) 0x05).put((byte) 1).putShort((short) text.length());
        chunk.put(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private void name(String name) {
        int hash = 0;
        for (char c : name.toCharArray()) {
            hash = hash * 65599 + c;
        }
        chunk.putInt(chunk.position() + 4).putInt(0).putShort((short) hash).putShort((short) name.length());
        chunk.put(name.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
    }
}
