package de.komcert.sigma.value;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation. An IPv4 address written into IPv6 ({@code ::ffff:10.0.0.1}) lies
 * in the IPv4 network that holds it.
 */
public final class Network {

    private final String written;
    private final byte[] address;
    private final int bits;

    private Network(String written, byte[] address, int bits) {
        this.written = written;
        this.address = address;
        this.bits = bits;
    }

    /** The network that is written so; nothing where it is none. */
    public static Optional<Network> parse(String written) {
        int slash = written.indexOf('/');
        byte[] address = address(slash < 0 ? written : written.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int bits = slash < 0 ? address.length * 8 : number(written, slash + 1, written.length(), 128);
        if (slash >= 0 && address.length == 4 && written.indexOf(':') >= 0) {
            bits -= 96;
        }
        return bits < 0 || bits > address.length * 8
                ? Optional.empty()
                : Optional.of(new Network(written, address, bits));
    }

    /** Whether the value is an address in it. */
    public boolean contains(String value) {
        byte[] other = address(value);
        if (other == null || other.length != address.length) {
            return false;
        }
        for (int i = 0; i < bits / 8; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((other[bits / 8] ^ address[bits / 8]) & 0xff) >> (8 - rest) == 0;
    }

    // The JDK's own parser resolves host names, so addresses are read here.
    private static byte @Nullable [] address(String text) {
        return text.indexOf(':') < 0 ? four(text, 0, text.length()) : six(text);
    }

    private static byte @Nullable [] four(String text, int from, int to) {
        var bytes = new byte[4];
        int at = from;
        for (int i = 0; i < 4; i++) {
            int end = i == 3 ? to : text.indexOf('.', at);
            if (end < 0 || end > to) {
                return null;
            }
            int part = number(text, at, end, 255);
            if (part < 0) {
                return null;
            }
            bytes[i] = (byte) part;
            at = end + 1;
        }
        return bytes;
    }

    private static int number(String text, int from, int to, int max) {
        if (from >= to || to - from > 3) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number > max ? -1 : number;
    }

    private static byte @Nullable [] six(String text) {
        int zone = text.indexOf('%');
        var groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        int end = zone < 0 ? text.length() : zone;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end) {
            int colon = text.indexOf(':', at);
            int stop = colon < 0 || colon > end ? end : colon;
            if (text.substring(at, stop).indexOf('.') >= 0) {
                byte[] four = stop == end && count <= 6 ? four(text, at, stop) : null;
                if (four == null) {
                    return null;
                }
                groups[count++] = (four[0] & 0xff) << 8 | four[1] & 0xff;
                groups[count++] = (four[2] & 0xff) << 8 | four[3] & 0xff;
                break;
            }
            int group = hex(text, at, stop);
            if (group < 0 || count == 8) {
                return null;
            }
            groups[count++] = group;
            at = stop + 1;
            if (stop < end && at == end) {
                return null;
            }
            if (at < end && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count != 8 : count == 8) {
            return null;
        }
        return bytes(groups, count, gap);
    }

    private static int hex(String text, int from, int to) {
        if (from >= to || to - from > 4) {
            return -1;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            group = group << 4 | digit;
        }
        return group;
    }

    private static byte[] bytes(int[] groups, int count, int gap) {
        var bytes = new byte[16];
        int behindGap = gap < 0 ? 0 : count - gap;
        for (int i = 0; i < count; i++) {
            int place = gap >= 0 && i >= gap ? 8 - behindGap + i - gap : i;
            bytes[place * 2] = (byte) (groups[i] >> 8);
            bytes[place * 2 + 1] = (byte) groups[i];
        }
        return isMapped(bytes) ? new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]} : bytes;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network network && network.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
