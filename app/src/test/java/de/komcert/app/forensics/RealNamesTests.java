package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.identity.web.Browser;
import de.komcert.evtx.EvtxReader;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real Windows logs: no name of a person in them can be read anywhere before somebody opens it. */
class RealNamesTests extends AnalysisCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());

    /** Accounts that several people or none stand behind, and groups that Windows brings along: they are no secret. */
    private static final Set<String> SHARED = Set.of(
            "admin",
            "administrator",
            "administrators",
            "anonymous logon",
            "backup operators",
            "cryptographic operators",
            "default",
            "defaultaccount",
            "defaultapppool",
            "defaultuser0",
            "device owners",
            "distributed com users",
            "domain admins",
            "event log readers",
            "guest",
            "guests",
            "iis_iusrs",
            "iusr",
            "krbtgt",
            "local service",
            "localservice",
            "localsystem",
            "network configuration operators",
            "network service",
            "networkservice",
            "none",
            "performance log users",
            "performance monitor users",
            "power users",
            "public",
            "remote desktop users",
            "replicator",
            "system",
            "user",
            "users",
            "wdagutilityaccount",
            "winrmremotewmiusers__");

    /** Computers and what they sign in with. */
    private static final Pattern MACHINE =
            Pattern.compile(".*\\$|dwm-\\d+|umfd-\\d+|s-1-[\\d-]+|\\{.*}|\\d+|0x[0-9a-f]+");

    /** Fields that hold the name of an account, by Windows and by Sysmon. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?i).*UserName|User|SourceUser|TargetUser|ParentUser|SubjectUser|.*AccountName|UserContext|UserPrincipalName|PrincipalSamName|jobOwner|(Detection|Remediation) User");

    /** What stands behind the word "User" in texts, with or without a domain before it. */
    private static final Pattern IN_TEXTS =
            Pattern.compile("\\b(?:Connected )?User(?: ?[Nn]ame)? ?[:=] ?(?:[\\w.-]+\\\\)?([\\w.-]{3,})");

    @Autowired
    Pseudonyms pseudonyms;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(RULES);
        var rules = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            rules.append("""
                    title: Ereignis auf %1$02d
                    id: event-%1$02d
                    level: low
                    logsource: {product: windows}
                    detection: {sel: {EventID|endswith: '%1$02d'}, short: {EventID: %1$d}, condition: 1 of *}
                    ---
                    """.formatted(i));
        }
        Files.writeString(RULES.resolve("rules.yml"), rules);
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    /** Every name of a person in a log, as it is written there, with the first field it stands in. */
    private static Map<String, String> names(byte[] log) throws IOException {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var reader = new EvtxReader().open(new SeekableInMemoryByteChannel(log), _ -> {});
        while (reader.next()) {
            reader.record().forEachField((field, value) -> {
                var text = value.text();
                if (ACCOUNT.matcher(field).matches()) {
                    name(text, field, names);
                }
                IN_TEXTS.matcher(text).results().forEach(found -> name(found.group(1), field + " (text)", names));
            });
        }
        return names;
    }

    private static void name(String written, String field, Map<String, String> names) {
        var bare = written.substring(written.lastIndexOf('\\') + 1)
                .replaceFirst("(?<=.)@.*", "")
                .strip();
        var small = bare.toLowerCase(Locale.ROOT);
        if (bare.length() > 2
                && !SHARED.contains(small)
                && !MACHINE.matcher(small).matches()) {
            names.putIfAbsent(bare, field);
        }
    }

    /** What everybody sees of an incident, wherever it is shown or taken away. */
    private Map<String, String> shown(Browser browser, Program program, Analysis analysis) {
        var shown = new LinkedHashMap<String, String>();
        var base = "/vorfaelle/" + incident.id() + "/auswertung";
        for (var page : List.of(
                "",
                "/sicht",
                "/funde",
                "/funde.csv",
                "/funde.jsonl",
                "/zeitstrahl",
                "/zeitstrahl.csv",
                "/zeitstrahl.jsonl")) {
            var answer = browser.get(base + page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            shown.put(page, answer.body());
        }
        var api = "/vorfaelle/" + incident.id();
        shown.put(
                "API sicht",
                program.get(api + "/auswertungen/" + analysis.id() + "/sicht").text());
        shown.put("API auswertung", program.get(api + "/auswertungen").text());
        var findings = new StringBuilder();
        for (var next = ""; next != null; ) {
            var part = program.get(api + "/funde?anzahl=200&nach=" + next);
            findings.append(part.text());
            next = part.json().hasNonNull("next") ? part.at("next") : null;
        }
        shown.put("API funde", findings.toString());
        var events = program.get(api + "/auswertungen/" + analysis.id() + "/ereignisse?anzahl=200");
        shown.put("API ereignisse", events.text());
        for (var table : List.of("finding", "problem", "gap", "clock_proposal")) {
            shown.put(
                    table,
                    String.join(
                            "\n",
                            owner.sql("select to_jsonb(t)::text from forensics." + table + " t where analysis_id = ?")
                                    .param(analysis.id())
                                    .query(String.class)
                                    .list()));
        }
        shown.replaceAll((_, text) -> text.toLowerCase(Locale.ROOT));
        return shown;
    }

    /** Where a word stands, or -1. */
    private static int wordAt(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0 && (isLetterOrDigit(text, at - 1) || isLetterOrDigit(text, at + word.length()))) {
            at = text.indexOf(word, at + 1);
        }
        return at;
    }

    private static boolean isLetterOrDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /** One of the accounts is called as an article is in German. */
    private static boolean isWordOfAPage(String name, String where) {
        return name.equals("den")
                && List.of("", "/sicht", "/funde", "/zeitstrahl").contains(where);
    }

    /** The names that stand somewhere as words, and where. */
    private static Map<String, String> readable(Map<String, String> names, Map<String, String> shown) {
        var readable = new TreeMap<String, String>();
        names.forEach((name, field) -> shown.forEach((where, text) -> {
            int at = isWordOfAPage(name, where) ? -1 : wordAt(text, name.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                readable.put(
                        name + " of " + field + " in " + where,
                        text.substring(Math.max(0, at - 60), Math.min(text.length(), at + name.length() + 30)));
            }
        }));
        return readable;
    }

    @Test
    void noNameCanBeReadBeforeItIsOpened() throws Exception {
        var logs = new LinkedHashMap<String, InputStream>();
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var collected = new Collected();
        for (var log : RealLogs.all().entrySet()) {
            collected.file(log.getKey(), log.getValue());
            names.putAll(names(log.getValue()));
        }
        logs.put("sammlung.zip", new ByteArrayInputStream(collected.packed().toBytes()));

        var analysis =
                ended(request(logs, Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2026-11-30T00:00:00Z")));

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        assertThat(analysis.progress().entries()).isEqualTo(18_068);
        assertThat(names).hasSizeGreaterThan(30);
        try (var browser = members.signIn(member)) {
            var program = new Programs(members).of(member, Role.ANALYST.permissions());
            var shown = shown(browser, program, analysis);
            assertThat(readable(names, shown)).isEmpty();

            Acting.run(analyst, () -> pseudonyms.open(incident.id(), 1, "Das Konto muss gesperrt werden"));

            var opened = Acting.as(analyst, () -> pseudonyms.readable(incident).opened())
                    .getFirst()
                    .name();
            var after = shown(browser, program, analysis);
            names.keySet().removeIf(name -> opened.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
            assertThat(readable(names, after)).as("all others").isEmpty();
            assertThat(readable(Map.of(opened, "the log"), after).keySet())
                    .contains(opened + " of the log in ", opened + " of the log in API ereignisse")
                    .as("what leaves the house holds no name")
                    .noneMatch(where -> where.matches(".*(csv|jsonl)|.* (finding|problem|gap|clock_proposal)"));
        }
    }
}
