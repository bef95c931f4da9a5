package de.komcert.app.forensics.name;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of people become signs wherever they stand; what is nobody's stays readable. */
class MaskingTests {

    private final Masking masking = new Masking(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TargetUserName",
                "SubjectUserName",
                "User",
                "user",
                "cs-username",
                "UserPrincipalName",
                "ParentUser",
                "remote_user",
                "SamAccountName",
                "initiatedBy.user.userPrincipalName",
                "winlog.event_data.TargetUserName",
                "UserIds",
                "Sign-in identifier",
                "AuthenticatedUser",
                "acct",
                "AUID",
                "caller_name",
                "Detection User",
                "jobOwner",
                "UserContext"
            })
    void fieldsThatNameAccountsAreKnownHoweverTheyAreWritten(String field) {
        assertThat(Masking.isNameField(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TargetDomainName",
                "CommandLine",
                "message",
                "UserAgent",
                "IpAddress",
                "Image",
                "uid",
                "targetResources.modifiedProperties.displayName",
                "deviceDetail.browser"
            })
    void otherFieldsDoNotNameAccounts(String field) {
        assertThat(Masking.isNameField(field)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "m.kessler, [1]",
        "EULE\\m.kessler, EULE\\[1]",
        "m.kessler@eule.example, [1]@eule.example",
        "M.KESSLER, [1]"
    })
    void anAccountIsOnePersonHoweverItIsWritten(String value, String masked) {
        masking.learn("m.kessler");
        assertThat(readable(masking.value("User", value))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYSTEM",
                "NT AUTHORITY\\NETWORK SERVICE",
                "EULE-DC1$",
                "DWM-3",
                "Administrator",
                "root",
                "-",
                "",
                "S-1-5-21-1-2-3-1105",
                "ANONYMOUS LOGON",
                "1001",
                "www-data",
                "Window Manager\\DWM-1",
                "62e90394-69f5-4237-9190-012177145e10",
                "unset",
                "Not Available",
                "Remote Desktop Users",
                "EULE\\Domänen-Admins",
                "LocalSystem"
            })
    void systemsAndSharedAccountsStayReadable(String value) {
        masking.learn(value);
        assertThat(masking.fresh()).isEmpty();
        assertThat(masking.value("User", value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C:\\Users\\m.kessler\\Desktop\\a.docx | C:\\Users\\[1]\\Desktop\\a.docx",
                "Failed password for m.kessler from 10.0.0.1 | Failed password for [1] from 10.0.0.1",
                "net user m.kessler /domain | net user [1] /domain",
                "mail an M.Kessler. | mail an [1].",
                "m.kessler.lnk | [1].lnk",
                "xm.kessler | xm.kessler",
                "kessler | kessler"
            })
    void aNameInAnyTextIsHiddenAndNothingElse(String text, String masked) {
        masking.learn("m.kessler");
        assertThat(readable(masking.text(text))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"C:\\Users\\t.wendland\\Downloads\\dienst.exe\" -q",
                "/home/t.wendland/.ssh/authorized_keys",
                "t.wendland : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash",
                "Failed password for invalid user t.wendland from 10.20.9.9 port 50999 ssh2",
                "Accepted publickey for t.wendland from 10.20.9.9 port 50999 ssh2",
                "pam_unix(sudo:session): session opened for user root(uid=0) by t.wendland(uid=1000)",
                "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.1.1.1 user=t.wendland",
                "op=login acct=\"t.wendland\" exe=\"/usr/sbin/sshd\"",
                "net user t.wendland /active:no",
                "Severity = Informational User = EULE\\t.wendland Connected User =",
                "RunAs User: EULE\\t.wendland",
                "FATAL:  password authentication failed for user \"t.wendland\"",
                "Access denied for user 't.wendland'@'10.20.9.9' (using password: YES)",
                "Login failed for user 'EULE\\t.wendland'. Reason: Password did not match",
                "client=unknown[10.1.1.1], sasl_method=LOGIN, sasl_username=t.wendland@eule.example",
                "audit {\"action\":\"login\",\"user\":\"t.wendland\"}",
                "message={\\\"user\\\": \\\"EULE\\\\t.wendland\\\"}",
                "{\"message\":\"{\\\"user\\\":\\\"t.wendland\\\"}\"}",
                "{\"path\":\"C:\\\\Users\\\\t.wendland\\\\a.exe\"}",
                "Account For Which Logon Failed:\tSecurity ID:\t\tS-1-0-0\tAccount Name:\t\tt.wendland\tAccount Domain:",
                "Neue Anmeldung: Kontoname:  t.wendland  Kontodomäne:  EULE",
                "#011Account Name:#011#011t.wendland#011Account Domain:#011#011EULE",
                "Operation=MailItemsAccessed UserId=EULE\\t.wendland",
                "4Xy: from=<t.wendland@eule.example>, size=900, nrcpt=1",
                "4Xy: to=<t.wendland@eule.example>, relay=none"
            })
    void programsWriteNamesWhereTheyAreKnownToStand(String text) {
        masking.learnFromText(text);
        assertThat(masking.fresh()).containsExactly(Map.entry(1, "t.wendland"));
        assertThat(masking.text(text)).doesNotContain("wendland");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Users\\Public\\update.exe",
                "session closed for user root",
                "user NOT in sudoers",
                "account=0",
                "net user /domain",
                "{\"level\":\"warnung\",\"message\":\"Dienst gestartet\"}",
                "last_login=gestern",
                "is_user=true",
                "op=login acct=\"(unknown user)\" res=failed",
                "from=<>, to=<poststelle@eule.example>",
                "Account Name:\t\t-\tAccount Domain:\t\t-",
                "Account Name: LOCAL SERVICE Account Domain: NT AUTHORITY",
                "Kontoname:  Kontodomäne:  EULE",
                "Account Name:\t\tEULE-DC1$"
            })
    void whereNobodyStandsNobodyIsLearnt(String text) {
        masking.learnFromText(text);
        assertThat(masking.fresh()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m.kessler@stadt.example; t.braun@stadt.example | [1]@stadt.example; [2]@stadt.example",
                "ab; cd | [3]; [4]",
                "STADT\\ab; SYSTEM; cd | STADT\\[3]; SYSTEM; [4]",
                "m.kessler@t.braun.example | [1]@[2].example"
            })
    void ofSeveralAccountsInAFieldEachIsHidden(String value, String masked) {
        List.of("m.kessler", "t.braun", "ab", "cd").forEach(masking::learn);
        assertThat(readable(masking.value("related.user", value))).isEqualTo(masked);
    }

    @Test
    void whatAFieldSaysOfSeveralAccountsIsLearntOneByOne() {
        masking.learn("ab; STADT\\cd");
        assertThat(masking.fresh()).containsExactly(Map.entry(1, "ab"), Map.entry(2, "cd"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=Kessler\\, Max,OU=Personal,DC=eule,DC=example | CN=[1],OU=Personal,DC=eule,DC=example",
                "cn=Kessler\\2C Max,OU=Personal | cn=[1],OU=Personal",
                "CN=Kessler\\, Max | CN=[1]",
                "CN=Domain Admins,CN=Users,DC=eule | CN=Domain Admins,CN=Users,DC=eule"
            })
    void aDirectoryWritesTheNameBeforeTheFirstComma(String value, String masked) {
        masking.learn(value);
        assertThat(readable(masking.value("MemberName", value))).isEqualTo(masked);
    }

    @Test
    void howeverLongTheRestOfItsPlaceTheNameIsHidden() {
        var value = "CN=Kessler\\, Max" + ",OU=Abteilung".repeat(20);
        masking.learn(value);
        assertThat(readable(masking.value("MemberName", value))).startsWith("CN=[1],OU=");
        assertThat(readable(masking.text("an Kessler, Max und " + value))).startsWith("an [1] und CN=[1],OU=");
    }

    @Test
    void aNameOfSeveralWordsIsFoundInTexts() {
        masking.learn("Max Müller");
        assertThat(readable(masking.text("Konto von MAX MÜLLER gesperrt, nicht das von Max Müllerin")))
                .isEqualTo("Konto von [1] gesperrt, nicht das von Max Müllerin");
    }

    @Test
    void aShortNameIsHiddenInItsFieldAndNotInEveryText() {
        masking.learn("al");
        assertThat(readable(masking.value("User", "al"))).isEqualTo("[1]");
        assertThat(masking.text("al dente")).isEqualTo("al dente");
    }

    @Test
    void whereAValueWasCutWithinANameNothingOfItIsLeft() {
        masking.learn("m.kessler");
        for (int before = 80; before < 100; before++) {
            var value = "x".repeat(before) + " m.kessler meldet sich an";
            var cut = value.length() > 100 ? value.substring(0, 100) + " …" : value;
            assertThat(masking.beginning("message", cut, 100, 1_000)).as(cut).doesNotContain("m.");
        }
        var whole = "x".repeat(80) + " m.kessler";
        assertThat(readable(masking.beginning("message", whole, 100, 1_000))).isEqualTo("x".repeat(80) + " [1]");
    }

    @Test
    void aBeginningEndsInNoHalfOfASignOrCharacter() {
        var stored = "ab" + Signs.of(12) + "cd😀";
        assertThat(Signs.beginning(stored, 2)).isEqualTo("ab …");
        assertThat(Signs.beginning(stored, 3)).isEqualTo("ab …");
        assertThat(Signs.beginning(stored, 5)).isEqualTo("ab …");
        assertThat(readable(Signs.beginning(stored, 6))).isEqualTo("ab[12] …");
        assertThat(readable(Signs.beginning(stored, 9))).isEqualTo("ab[12]cd …");
        assertThat(Signs.beginning(stored, 10)).isEqualTo(stored);
    }

    @Test
    void whoeverIsKnownKeepsTheirNumber() {
        var later = new Masking(Map.of("m.kessler", 4, "t.wendland", 2));
        later.learn("T.Wendland");
        later.learn("eva.klein");
        assertThat(later.fresh()).containsExactly(Map.entry(5, "eva.klein"));
        assertThat(readable(later.text("t.wendland, m.kessler"))).isEqualTo("[2], [4]");
    }

    @Test
    void whoeverComesWhenNobodyIsCountedAnyMoreIsHiddenInTheirFieldAllTheSame() {
        var many = new Masking(IntStream.rangeClosed(1, 200_000)
                .boxed()
                .collect(Collectors.toMap(number -> "konto" + number + "a", Function.identity())));
        assertThat(many.isCrowded()).isFalse();
        many.learn("STADT\\m.kessler");

        var shown = Readable.closed();
        assertThat(many.isCrowded()).isTrue();
        assertThat(many.fresh()).isEmpty();
        assertThat(shown.text(many.value("User", "STADT\\m.kessler"))).isEqualTo("STADT\\Person ?");
        assertThat(shown.text(many.value("User", "SYSTEM; konto7a"))).isEqualTo("SYSTEM; Person 7");
        assertThat(shown.closed(many.value("User", "m.kessler; konto7a"))).containsExactly(7);
    }

    @Test
    void nobodyForgesASign() {
        masking.learn("m.kessler");
        var forged = masking.text("\uE0001\uE001 m.kessler");
        assertThat(readable(forged)).isEqualTo("\uFFFD1\uFFFD [1]");
    }

    @Test
    void whatIsReadOnAPageIsFoundAndAClosedNameIsNotGuessed() {
        var open = new Readable(
                List.of(new Pseudonyms.Opened(2, "t.wendland", Instant.EPOCH, "Milena Grothe", "Konto sperren")));
        assertThat(open.text(Signs.of(1) + " und " + Signs.of(2))).isEqualTo("Person 1 und t.wendland");
        assertThat(open.stored("Person 1")).isEqualTo(Signs.of(1));
        assertThat(open.stored("T.Wendland")).isEqualTo(Signs.of(2));
        assertThat(open.stored("m.kessler")).isEqualTo("m.kessler");
        assertThat(open.closed(Signs.of(1) + Signs.of(2) + Signs.of(1))).containsExactly(1);
    }

    private static String readable(String masked) {
        return Signs.replace(masked, number -> "[" + number + "]");
    }
}
