package de.komcert.app.constituency;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation, without host bits, such as {@code 192.0.2.0/24}.
 *
 * @param first the lowest address, four or sixteen bytes
 * @param prefix how many leading bits all addresses share
 */
public record AddressRange(byte[] first, int prefix) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");

    /** The shortest prefixes that a single organisation can sensibly hold. */
    private static final int SHORTEST_V4 = 8;

    private static final int SHORTEST_V6 = 16;

    public AddressRange {
        first = first.clone();
        if (prefix < (first.length == 4 ? SHORTEST_V4 : SHORTEST_V6) || prefix > first.length * 8) {
            throw new IllegalArgumentException("prefix");
        }
        for (int bit = prefix; bit < first.length * 8; bit++) {
            if ((first[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new IllegalArgumentException("host bits");
            }
        }
    }

    @Override
    public byte[] first() {
        return first.clone();
    }

    /** Reads a range, or a single address as a range of one. No name is ever looked up. */
    public static Optional<AddressRange> parse(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length > 2
                || !(V4.matcher(parts[0]).matches() || V6.matcher(parts[0]).matches())) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            if ((address.length == 4) != V4.matcher(parts[0]).matches()) {
                return Optional.empty(); // an IPv4 address in IPv6 clothes
            }
            var prefix = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            return Optional.of(new AddressRange(address, prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this address lies in the range. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (((bytes[bit / 8] ^ first[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && prefix == range.prefix && Arrays.equals(first, range.first);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + prefix;
    }

    /** The canonical form, as RFC 5952 and PostgreSQL write it. */
    @Override
    public String toString() {
        try {
            return switch (InetAddress.getByAddress(first)) {
                        case Inet4Address v4 -> v4.getHostAddress();
                        case Inet6Address _ -> compressed();
                        default -> throw new IllegalStateException();
                    }
                    + "/" + prefix;
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e); // only for another number of bytes
        }
    }

    private String compressed() {
        var groups = new String[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Integer.toHexString((first[2 * i] & 0xff) << 8 | first[2 * i + 1] & 0xff);
        }
        int start = 0;
        int longest = 0;
        for (int i = 0; i < groups.length; i++) {
            int zeros = 0;
            while (i + zeros < groups.length && groups[i + zeros].equals("0")) {
                zeros++;
            }
            if (zeros > longest) {
                start = i;
                longest = zeros;
            }
        }
        if (longest < 2) {
            return String.join(":", groups);
        }
        return String.join(":", Arrays.copyOfRange(groups, 0, start))
                + "::"
                + String.join(":", Arrays.copyOfRange(groups, start + longest, groups.length));
    }
}
