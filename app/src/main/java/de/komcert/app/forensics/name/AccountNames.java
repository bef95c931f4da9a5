package de.komcert.app.forensics.name;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
            "abuse",
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
            "bounce",
            "buergerbuero",
            "bürgerbüro",
            "git",
            "guest",
            "hostmaster",
            "info",
            "iusr",
            "jeder",
            "kiosk",
            "kontakt",
            "krbtgt",
            "local service",
            "localservice",
            "localsystem",
            "lokaler dienst",
            "mailer-daemon",
            "mysql",
            "n/a",
            "not available",
            "network service",
            "networkservice",
            "netzwerkdienst",
            "nginx",
            "newsletter",
            "no-reply",
            "nobody",
            "noreply",
            "null",
            "oracle",
            "postgres",
            "poststelle",
            "postmaster",
            "public",
            "rathaus",
            "root",
            "scanner",
            "service",
            "sshd",
            "stadtverwaltung",
            "sudo",
            "support",
            "system",
            "systemprofile",
            "test",
            "unknown",
            "unset",
            "user",
            "users",
            "wdagutilityaccount",
            "webmaster",
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

    /** What is longer names nobody. */
    static final int LONGEST = 100;

    private static final int SHORTEST = 2;

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

    /** The person whose account this is, without domain; empty where it is nobody's. */
    static Optional<Account> person(String value) {
        return account(value)
                .filter(account ->
                        account.name().length() >= SHORTEST && account.name().length() <= LONGEST)
                .filter(account -> !isNobody(account.name()));
    }

    private static Optional<Account> account(String value) {
        if (DistinguishedName.isOne(value)) {
            return Optional.of(DistinguishedName.account(value));
        }
        int domain = value.lastIndexOf('\\');
        if (domain >= 0
                && MACHINE_DOMAINS.contains(value.substring(0, domain).strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        int from = domain + 1;
        while (from < value.length() && Character.isWhitespace(value.charAt(from))) {
            from++;
        }
        int at = value.indexOf('@', from);
        var name = value.substring(from, at > from ? at : value.length()).stripTrailing();
        return Optional.of(new Account(name, from, from + name.length()));
    }

    private static boolean isNobody(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return NOBODY.contains(small)
                || GROUPS.contains(small)
                || MACHINE.matcher(name).matches();
    }
}
