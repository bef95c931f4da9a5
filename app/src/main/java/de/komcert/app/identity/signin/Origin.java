package de.komcert.app.identity.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a sign-in comes from.
 *
 * @param address the client's address as the server sees it
 * @param device what the browser remembers of an earlier sign-in
 */
public record Origin(String address, Optional<String> device) {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    /** What counts as one address: of IPv6 the network, since everybody has as many addresses in theirs as they like. */
    String network() {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), IPV6_BYTES))
                            .getHostAddress()
                    : address;
        } catch (IllegalArgumentException | UnknownHostException e) {
            return address;
        }
    }
}
