package de.komcert.traces.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes records of logins, also such as no system would. */
final class LoginWriter {

    static final int SIZE = 384;
    static final int SECONDS = 1_772_950_201;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param address in hexadecimal digits, 8 or 32 of them, or none */
    LoginWriter add(int type, int process, String terminal, String user, String host, String address) {
        return add(type, process, terminal, user.getBytes(StandardCharsets.UTF_8), host, address, SECONDS, 250_000);
    }

    LoginWriter add(
            int type, int process, String terminal, byte[] user, String host, String address, int seconds, int micros) {
        var record = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(0, (short) type).putInt(4, process);
        record.put(8, terminal.getBytes(StandardCharsets.UTF_8));
        record.put(44, user);
        record.put(76, host.getBytes(StandardCharsets.UTF_8));
        record.putInt(340, seconds).putInt(344, micros);
        record.put(348, HexFormat.of().parseHex(address));
        return add(record.array());
    }

    LoginWriter add(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
