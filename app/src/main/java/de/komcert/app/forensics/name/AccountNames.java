package de.komcert.app.forensics.name;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells which fields of events name accounts, and which accounts are people. */
final class AccountNames {

    /** Names of fields without case and without signs, as Windows, Linux, web servers, devices and clouds write them. */
    private static final Set<String> FIELDS = Set.of(
            "account",
            "accountname",
            "acct",
            "actordisplayname",
            "actoruserprincipalname",
            "authenticateduser",
            "callername",
            "clientusername",
            "csusername",
            "detectionuser",
            "displayname",
            "initiatedbyuserdisplayname",
            "jobowner",
            "loggedonuser",
            "mailboxownerupn",
            "membername",
            "newtargetusername",
            "oldtargetusername",
            "parentuser",
            "principalsamname",
            "remediationuser",
            "remoteuser",
            "ruser",
            "samaccountname",
            "signinidentifier",
            "sourceuser",
            "subjectusername",
            "suser",
            "target1userprincipalname",
            "targetaccount",
            "targetoutboundusername",
            "targetuser",
            "targetusername",
            "user",
            "userdisplayname",
            "usercontext",
            "userid",
            "userids",
            "username",
            "userprincipalname");
    /** What auditd repeats of numbers in words; in other logs the same letters are no names. */
    private static final Set<String> FIELDS_OF_AUDITD = Set.of("AUID", "EUID", "FSUID", "OAUID", "SUID", "UID");
    /** The name of whatever it belongs to, of which few are people. */
    private static final String NAME_OF_ANYTHING = "displayname";

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
            "defaultapppool",
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
            "localservice",
            "localsystem",
            "lokaler dienst",
            "mysql",
            "n/a",
            "not available",
            "network service",
            "networkservice",
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
            "unset",
            "user",
            "users",
            "wdagutilityaccount",
            "www-data");

    /** Groups that Windows brings along. Whom somebody puts into which is what an analyst has to read. */
    private static final Set<String> GROUPS = Set.of(
            "account operators",
            "administratoren",
            "backup operators",
            "benutzer",
            "cryptographic operators",
            "device owners",
            "distributed com users",
            "dnsadmins",
            "domain admins",
            "domain computers",
            "domain controllers",
            "domain guests",
            "domain users",
            "domänen-admins",
            "domänen-benutzer",
            "domänencomputer",
            "domänencontroller",
            "druck-operatoren",
            "enterprise admins",
            "ereignisprotokollleser",
            "event log readers",
            "group policy creator owners",
            "guests",
            "gäste",
            "hauptbenutzer",
            "hyper-v administrators",
            "hyper-v-administratoren",
            "iis_iusrs",
            "konten-operatoren",
            "network configuration operators",
            "none",
            "organisations-admins",
            "performance log users",
            "performance monitor users",
            "power users",
            "print operators",
            "protected users",
            "remote desktop users",
            "remote management users",
            "remotedesktopbenutzer",
            "remoteverwaltungsbenutzer",
            "replicator",
            "schema admins",
            "schema-admins",
            "server operators",
            "server-operatoren",
            "sicherungs-operatoren",
            "winrmremotewmiusers__");

    private static final Pattern MACHINE =
            Pattern.compile("(?i).*\\$|dwm-\\d+|umfd-\\d+|s-1-[\\d-]+|\\{.*}|\\d+|0x[0-9a-f]+"
                    + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> MACHINE_DOMAINS = Set.of(
            "font driver host",
            "iis apppool",
            "nt authority",
            "nt service",
            "nt virtual machine",
            "nt-autorität",
            "window manager");

    /** Before a name: folders of homes, and words of sshd, sudo, su, PAM, audit and Windows commands. */
    private enum Before {
        HOME("(?i)(?:\\\\users\\\\|/users/|/home/|\\\\dokumente und einstellungen\\\\)([^\\\\/:\"'<>|\\s]+)"),
        USER("(?i)\\b(?:for|invalid|unknown|illegal|of) user ([^\\s\"'(\\[,;]+)"),
        ASSIGNED("(?i)\\b(?:user|username|acct|account|ruser|logname|login|/user)[=:]\"?([^\\s\",;()]+)"),
        QUALIFIED("(?i)\\buser(?: ?name)? ?[=:] ?[\\w.-]+\\\\([^\\s\",;()]+)"),
        BY("\\bby ([^\\s(]+)\\(uid"),
        FROM("(?:Accepted|Failed) \\S+ for ([^\\s]+) from "),
        SU("(?i)\\bsu (?:for|to) ([^\\s]+)(?: by ([^\\s]+))?"),
        NET("(?i)\\bnet1? user \"?([^\\s\"/]+)"),
        SUDO("(?:^|\\s)([^\\s:]+) : (?:TTY=|user NOT in|command not|\\d+ incorrect|a password is|PAM )");

        private final Pattern pattern;

        Before(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    /** What is longer names nobody. */
    static final int LONGEST = 100;

    private AccountNames() {}

    /** Also where a field lies in others, as in {@code initiatedBy.user.userPrincipalName}. */
    static boolean isNameField(String field) {
        var inner = plain(field.substring(field.lastIndexOf('.') + 1));
        return FIELDS.contains(plain(field))
                || FIELDS.contains(inner) && !inner.equals(NAME_OF_ANYTHING)
                || FIELDS_OF_AUDITD.contains(field);
    }

    private static String plain(String field) {
        return field.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
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
                || GROUPS.contains(name.toLowerCase(Locale.ROOT))
                || MACHINE.matcher(name).matches();
        return isNobody ? Optional.empty() : Optional.of(name);
    }

    /** What stands in a text where programs write accounts. */
    static Stream<String> within(String text) {
        return possible(text).stream()
                .flatMap(before -> before.pattern.matcher(text).results())
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group))
                .filter(Objects::nonNull);
    }

    /** What may stand there, by the word that it cannot do without: most texts are done with by one look. */
    private static Set<Before> possible(String text) {
        var possible = EnumSet.noneOf(Before.class);
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case 'u', 'U' -> {
                    if (has(text, i, "user")) {
                        addWhatUserBegins(text, i + "user".length(), possible);
                    }
                }
                case 'h', 'H' -> addIf(has(text, i, "home/"), Before.HOME, possible);
                case 'e', 'E' -> addIf(has(text, i, "einstellungen\\"), Before.HOME, possible);
                case 'a', 'A' -> {
                    addIf(isAssigned(text, i, "acct") || isAssigned(text, i, "account"), Before.ASSIGNED, possible);
                    addIf(has(text, i, "accepted "), Before.FROM, possible);
                }
                case 'l', 'L' ->
                    addIf(isAssigned(text, i, "logname") || isAssigned(text, i, "login"), Before.ASSIGNED, possible);
                case 'f', 'F' -> addIf(has(text, i, "failed "), Before.FROM, possible);
                case '(' -> addIf(has(text, i, "(uid"), Before.BY, possible);
                case 's', 'S' -> addIf(has(text, i, "su for ") || has(text, i, "su to "), Before.SU, possible);
                case ':' -> addIf(has(text, i, ": "), Before.SUDO, possible);
                default -> {}
            }
        }
        return possible;
    }

    /** @param at behind the word */
    private static void addWhatUserBegins(String text, int at, Set<Before> possible) {
        addIf(has(text, at, "s\\") || has(text, at, "s/"), Before.HOME, possible);
        if (has(text, at, " ")) {
            possible.add(Before.USER);
            possible.add(Before.NET);
        }
        addIf(isAssigned(text, at, "") || isAssigned(text, at, "name"), Before.ASSIGNED, possible);
        addIf(text.indexOf('\\', at) > 0, Before.QUALIFIED, possible);
    }

    private static void addIf(boolean is, Before before, Set<Before> possible) {
        if (is) {
            possible.add(before);
        }
    }

    private static boolean isAssigned(String text, int at, String word) {
        int behind = at + word.length();
        return behind < text.length()
                && (text.charAt(behind) == '=' || text.charAt(behind) == ':')
                && has(text, at, word);
    }

    private static boolean has(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }
}
