package de.komcert.app.forensics.sight;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of some logs that an order does not name. An order says in words whose logs are meant, so this is a hint: it may
 * mean a host by another name.
 */
final class UnnamedHosts {

    private UnnamedHosts() {}

    /** @param systems what the order says, which names a host by its whole name, its first part, or its domain */
    static List<String> of(String systems, Set<String> hosts) {
        var words = systems.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .filter(host -> !host.isBlank())
                .filter(host -> names(host.toLowerCase(Locale.ROOT)).noneMatch(name -> stands(name, words)))
                .toList();
    }

    private static Stream<String> names(String host) {
        int dot = host.indexOf('.');
        boolean isAddress = host.matches("[\\d.]+|.*:.*");
        return dot <= 0 || isAddress
                ? Stream.of(host)
                : Stream.of(host, host.substring(0, dot), host.substring(dot + 1));
    }

    private static boolean stands(String name, String words) {
        return Pattern.compile("(?<![\\p{L}\\p{N}-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}-])")
                .matcher(words)
                .find();
    }
}
