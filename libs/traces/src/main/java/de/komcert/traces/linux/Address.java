package de.komcert.traces.linux;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Network addresses as sshd writes them, so that those of different logs compare: the shortest form of RFC 5952. They are
 * taken apart here and not by what Java has for them, which can also look up names.
 */
final class Address {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern FOUR = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final String GROUPS = "(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?";
    private static final Pattern SIX =
            Pattern.compile("(?<before>" + GROUPS + ")(?:(?<gap>::)(?<after>" + GROUPS + "))?");
    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");
    private static final int ALL = 8;
    /** The groups of an address of IPv4 in the clothes of IPv6, before the address. */
    private static final List<Integer> MAPPED = List.of(0, 0, 0, 0, 0, 0xffff);

    private Address() {}

    /** @param bytes 4 or 16 */
    static String of(byte[] bytes) {
        var groups = new ArrayList<Integer>();
        for (int i = 0; i < bytes.length; i += 2) {
            groups.add((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff);
        }
        return text(groups);
    }

    /** The address that a text is and nothing else; null where it is none. */
    static @Nullable String of(String text) {
        if (FOUR.matcher(text).matches()) {
            return text;
        }
        var six = SIX.matcher(text);
        if (!six.matches()) {
            return null;
        }
        boolean hasGap = six.group("gap") != null;
        var before = groups(six.group("before"));
        var after = groups(six.group("after"));
        int missing = ALL - before.size() - after.size();
        if (hasGap ? missing < 1 : missing != 0) {
            return null;
        }
        before.addAll(Collections.nCopies(missing, 0));
        before.addAll(after);
        return text(before);
    }

    private static List<Integer> groups(@Nullable String text) {
        var groups = new ArrayList<Integer>();
        if (text != null && !text.isEmpty()) {
            for (var group : text.split(":")) {
                groups.add(Integer.parseInt(group, 16));
            }
        }
        return groups;
    }

    private static String text(List<Integer> groups) {
        int last = groups.size() - 2;
        if (last == 0 || groups.subList(0, last).equals(MAPPED)) {
            int left = groups.get(last);
            int right = groups.get(last + 1);
            return (left >> 8) + "." + (left & 0xff) + "." + (right >> 8) + "." + (right & 0xff);
        }
        return shortened(
                String.join(":", groups.stream().map(Integer::toHexString).toList()));
    }

    private static String shortened(String text) {
        int from = 0;
        int to = 0;
        var zeros = ZEROS.matcher(text);
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > to - from) {
                from = zeros.start();
                to = zeros.end();
            }
        }
        return to == 0
                ? text
                : text.substring(0, Math.max(0, from - 1)) + "::" + text.substring(Math.min(text.length(), to + 1));
    }
}
