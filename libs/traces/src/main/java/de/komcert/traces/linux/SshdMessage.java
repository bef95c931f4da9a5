package de.komcert.traces.linux;

import java.util.List;
import java.util.regex.Pattern;

import de.komcert.traces.text.TextEntry;

/**
 * What sshd says of a sign-in, as fields: {@code user} and {@code src_ip}, so that rules can count by them.
 *
 * <p>The name is the caller's own words and may look like the rest of the line. So the address is what stands last, where
 * sshd wrote it, whatever stands before.
 */
final class SshdMessage {

    private static final String ADDRESS = "(?<address>[0-9A-Fa-f:.]{2,45})(?:%\\S{1,16})?";
    private static final String END = " port \\d{1,5}(?: ssh2)?(?: \\[preauth\\])?";

    private static final List<Pattern> FORMS = List.of(
            // A key is told behind its type and hash, and those have no blanks.
            Pattern.compile(
                    "(?:Accepted|Failed|Postponed|Partial) [a-z/-]{1,64} for (?:invalid user )?(?<user>.*) from "
                            + ADDRESS + END + "(?:: [^ ]{1,64} [^ ]{1,128})?"),
            Pattern.compile("[Ii]nvalid user (?<user>.*) from " + ADDRESS + "(?:" + END + ")?"),
            Pattern.compile("(?:Connection (?:closed|reset) by|Disconnected from) (?:(?:authenticating|invalid) )?"
                    + "(?:user (?<user>.*) )?" + ADDRESS + END),
            Pattern.compile(
                    "(?:error: )?maximum authentication attempts exceeded for (?:invalid user )?(?<user>.*) from "
                            + ADDRESS + END));

    private SshdMessage() {}

    /** Adds what the message tells to the entry; nothing where it tells neither. */
    static void fields(String message, TextEntry entry) {
        for (var form : FORMS) {
            var told = form.matcher(message.strip());
            if (told.matches()) {
                entry.field("user", told.group("user"));
                entry.field("src_ip", told.group("address"));
                return;
            }
        }
    }
}
