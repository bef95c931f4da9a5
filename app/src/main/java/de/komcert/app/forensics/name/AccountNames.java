package de.komcert.app.forensics.name;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells which fields of events name accounts, and which accounts are people. */
final class AccountNames {

    /** Names of fields without case and without signs, as Windows, Sysmon, Linux programs and web servers write them. */
    private static final Set<String> FIELDS = Set.of(
            "account",
            "accountname",
            "clientusername",
            "csusername",
            "displayname",
            "loggedonuser",
            "membername",
            "newtargetusername",
            "oldtargetusername",
            "parentuser",
            "remoteuser",
            "ruser",
            "samaccountname",
            "sourceuser",
            "subjectusername",
            "suser",
            "targetaccount",
            "targetoutboundusername",
            "targetuser",
            "targetusername",
            "user",
            "userid",
            "username",
            "userprincipalname");

    /** Accounts of systems, and those that several people or none stand behind. They stay readable. */
    private static final Set<String> NOBODY = Set.of(
            "-",
            "admin",
            "administrator",
            "administrators",
            "anonymous",
            "anonymous logon",
            "apache",
            "backup",
            "daemon",
            "default",
            "default user",
            "defaultaccount",
            "defaultuser",
            "defaultuser0",
            "all users",
            "everyone",
            "gast",
            "git",
            "guest",
            "iusr",
            "jeder",
            "kiosk",
            "krbtgt",
            "local service",
            "lokaler dienst",
            "mysql",
            "n/a",
            "network service",
            "netzwerkdienst",
            "nginx",
            "nobody",
            "null",
            "oracle",
            "postgres",
            "public",
            "root",
            "scanner",
            "service",
            "sshd",
            "sudo",
            "system",
            "systemprofile",
            "test",
            "unknown",
            "user",
            "users",
            "wdagutilityaccount",
            "www-data");

    private static final Pattern MACHINE =
            Pattern.compile("(?i).*\\$|dwm-\\d+|umfd-\\d+|s-1-[\\d-]+|\\{.*}|\\d+|0x[0-9a-f]+");
    private static final Set<String> MACHINE_DOMAINS = Set.of(
            "font driver host",
            "iis apppool",
            "nt authority",
            "nt service",
            "nt virtual machine",
            "nt-autorität",
            "window manager");

    /** Before a name: folders of homes, and words of sshd, sudo, su, PAM, audit and Windows commands. */
    private static final List<Pattern> BEFORE = List.of(
            Pattern.compile(
                    "(?i)(?:\\\\users\\\\|/users/|/home/|\\\\dokumente und einstellungen\\\\)([^\\\\/:\"'<>|\\s]+)"),
            Pattern.compile("(?i)\\b(?:for|invalid|unknown|illegal|of) user ([^\\s\"'(\\[,;]+)"),
            Pattern.compile("(?i)\\b(?:user|username|acct|account|ruser|logname|login|/user)[=:]\"?([^\\s\",;()]+)"),
            Pattern.compile("\\bby ([^\\s(]+)\\(uid"),
            Pattern.compile("(?:Accepted|Failed) \\S+ for ([^\\s]+) from "),
            Pattern.compile("(?i)\\bsu (?:for|to) ([^\\s]+)(?: by ([^\\s]+))?"),
            Pattern.compile("(?i)\\bnet1? user \"?([^\\s\"/]+)"),
            Pattern.compile(
                    "(?:^|\\s)([^\\s:]+) : (?:TTY=|user NOT in|command not|\\d+ incorrect|a password is|PAM )"));

    private static final int LONGEST = 100;

    private AccountNames() {}

    static boolean isNameField(String field) {
        return FIELDS.contains(field.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT));
    }

    /** The name of the person whose account this is, as it is written, without domain; empty where it is nobody's. */
    static Optional<String> person(String value) {
        var name = value.strip();
        int domain = name.lastIndexOf('\\');
        if (domain >= 0) {
            if (MACHINE_DOMAINS.contains(name.substring(0, domain).strip().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            name = name.substring(domain + 1);
        }
        int at = name.indexOf('@');
        name = (at > 0 ? name.substring(0, at) : name).strip();
        boolean isNobody = name.length() < 2
                || name.length() > LONGEST
                || NOBODY.contains(name.toLowerCase(Locale.ROOT))
                || MACHINE.matcher(name).matches();
        return isNobody ? Optional.empty() : Optional.of(name);
    }

    /** What stands in a text where programs write accounts. */
    static Stream<String> within(String text) {
        if (!mayNameSomebody(text)) {
            return Stream.empty();
        }
        return BEFORE.stream()
                .flatMap(before -> before.matcher(text).results())
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group))
                .filter(Objects::nonNull);
    }

    /** Whether any of the words stands there that {@link #BEFORE} looks for; most texts are done with by one look. */
    private static boolean mayNameSomebody(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean begins = switch (text.charAt(i)) {
                case 'u', 'U' -> has(text, i, "user");
                case 'h', 'H' -> has(text, i, "home/");
                case 'e', 'E' -> has(text, i, "einstellungen");
                case 'a', 'A' -> has(text, i, "acc");
                case 'l', 'L' -> has(text, i, "log");
                case 'f', 'F' -> has(text, i, "failed");
                case 'b', 'B' -> has(text, i, "by ");
                case 's', 'S' -> has(text, i, "su ");
                case ':' -> has(text, i, ": ");
                default -> false;
            };
            if (begins) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }
}
