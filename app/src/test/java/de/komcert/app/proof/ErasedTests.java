package de.komcert.app.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.retention.Erasing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Erased is erased: an incident is filled over the pages with a word that stands nowhere else, in every field, file name
 * and file, and after its retention the word is looked for in every table and in the vault.
 */
class ErasedTests extends ProofCase {

    /** What may hold rows of a compartment that was erased, and why. */
    private static final Map<String, String> LEFT = Map.of(
            "access.member", "those who were members at the end read the tombstone",
            "audit.anchored", "the ways from the heads to their anchors; hashes only",
            "audit.head", "the hash of the last link",
            "audit.link", "the hashes of the chain",
            "audit.text", "the last text alone, which says that and why",
            "incident.tombstone", "the tombstone itself",
            "incident.link", "a link whose other end has not been erased");

    @TempDir
    static Path temp;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", () -> temp.resolve("daten").toString());
    }

    @Autowired
    Erasing erasing;

    @Autowired
    Journal journal;

    @Autowired
    CountedStatements statements;

    @Autowired
    @Qualifier("vaultOpening")
    SmartInitializingSingleton vaultAtTheStart;

    JdbcClient owner;
    String canary;
    Member me;
    Member relief;
    Case incident;
    Member guest;

    @BeforeEach
    void fillOne() {
        clock.advance(Duration.ofHours(1));
        clock.catchUp();
        owner = JdbcClient.create(ownerOfTheDatabase);
        canary = "Zaunkönig" + UUID.randomUUID().toString().substring(0, 8);
        me = members.create(Role.ANALYST);
        relief = members.create(Role.ANALYST);
        guest = members.create(Role.ANALYST);
        try (var browser = members.signIn(me)) {
            Case.twoEinrichtungen(browser);
            incident = Case.open(browser, rows, canary);
            incident.fill(browser, routes, guest.id(), relief.id());
            draft(browser);
        }
    }

    @Test
    void nothingOfItIsLeftInAnyTableNorInTheVaultAndTheNeighbourIsAsItWas() throws IOException {
        assertThat(tablesThatHold(canary))
                .as("so that looking for it means something")
                .hasSizeGreaterThan(12);
        var neighbour = neighbour();
        var files = filesOf(incident);
        Files.writeString(vault().resolve(sendingOf(incident) + ".resting"), "what has come of it");
        assertThat(files).isNotEmpty().allMatch(file -> Files.exists(file));
        var before = rows.of(neighbour.compartment());
        var reports = owner.sql("select count(*) from incident.report")
                .query(Integer.class)
                .single();

        erase(incident);

        assertThat(tablesThatHold(canary)).isEmpty();
        assertThat(rows.of(neighbour.compartment())).isEqualTo(before);
        assertThat(owner.sql("select count(*) from incident.report")
                        .query(Integer.class)
                        .single())
                .isEqualTo(reports - 1);
        assertThat(files).noneMatch(file -> Files.exists(file));
        assertThat(undecided()).isEmpty();
        assertThat(filesOf(neighbour)).isNotEmpty().allMatch(file -> Files.exists(file));
        for (var reader : List.of(me, relief)) {
            Acting.run(new Actor.Person(reader.id(), "Milena Grothe", Role.ANALYST), () -> {
                var compartment = new CompartmentId(incident.compartment());
                var head = journal.head(compartment).number();
                assertThat(journal.verify(compartment)).isEqualTo(new Verification.Intact(head, head - 1));
            });
        }
        try (var browser = members.signIn(me)) {
            assertThat(browser.get(incident.room()).status()).isEqualTo(200);
            assertThat(browser.get(neighbour.room()).body()).contains("Nachbar");
            assertThat(browser.get("/suche?q=" + canary).page().select("main [data-row]"))
                    .isEmpty();
        }
    }

    @Test
    void noTableOfACompartmentIsForgotten() {
        erase(incident);
        var left = new TreeMap<String, Integer>();
        rows.of(incident.compartment()).forEach((table, lines) -> {
            if (!lines.isEmpty()) {
                left.put(table, lines.size());
            }
        });
        assertThat(left.keySet())
                .as("a table with compartment_id is erased by incident.erase, or stands in LEFT with its reason")
                .isSubsetOf(LEFT.keySet())
                .contains("incident.tombstone", "audit.link", "access.member");
        assertThat(left).containsEntry("incident.tombstone", 1).containsEntry("audit.text", 1);
        var owned = new TreeSet<String>();
        for (var column : List.of("compartment_id", "incident_id", "note_id", "report_id", "other_compartment_id")) {
            owned.addAll(owner.sql("""
                            select c.table_schema || '.' || c.table_name
                            from information_schema.columns c join information_schema.tables t
                                using (table_schema, table_name)
                            where t.table_type = 'BASE TABLE' and c.column_name = ?""").param(column).query(String.class).list());
        }
        rows.columns().forEach(column -> owned.remove(column.table()));
        assertThat(owned)
                .as("tables that belong to an incident and do not say to which compartment")
                .isEmpty();
    }

    @Test
    void toWhoeverWasNoMemberItNeverWas() throws Exception {
        erase(incident);
        var outsider = members.create(Role.LEITUNG);
        var token = members.token(outsider, Role.LEITUNG.permissions());
        int compared = 0;
        try (var browser = members.signIn(outsider)) {
            var csrf = Case.csrf(browser);
            for (var route : routes) {
                if (route.variables().size() == 1 && route.variables().stream().allMatch(route::isId)) {
                    for (var id : List.of(incident.incident(), incident.report())) {
                        var nowhere = ask(browser, csrf, token, route, UUID.randomUUID());
                        assertThat(ask(browser, csrf, token, route, id))
                                .as(route.toString())
                                .isEqualTo(nowhere);
                        compared++;
                    }
                }
            }
            assertThat(browser.get("/vorfaelle?zustand=ERASED").page().select("main [data-row]"))
                    .isEmpty();
        }
        assertThat(compared).isGreaterThan(80);
    }

    private Asked ask(Browser browser, String csrf, String token, Route route, UUID id) throws Exception {
        var samples = new Samples("Versuch", UUID.fromString("11111111-2222-3333-4444-555555555555"));
        var form = samples.form(route);
        form.put("_csrf", csrf);
        var body = Samples.bodyType(route).map(samples::body).orElseGet(LinkedHashMap::new);
        var path = route.pattern().replaceAll("\\{[^}]*}", id.toString());
        return Asked.of(browser, token, statements, route, path, form, body, id);
    }

    @Test
    void aFileThatCouldNotBeTakenAwayGoesAtTheNextStart() throws IOException {
        var file = filesOf(incident).getFirst();
        var aside = temp.resolve("beiseite-" + UUID.randomUUID());
        Files.move(file, aside);
        Files.createDirectories(file.resolve("im Weg"));

        erase(incident);

        assertThat(owner.sql("select count(*) from vault.key where compartment_id = ?")
                        .param(incident.compartment())
                        .query(Integer.class)
                        .single())
                .as("the key is destroyed, so the file is noise already")
                .isZero();
        assertThat(undecided()).hasSize(1);
        Files.delete(file.resolve("im Weg"));
        Files.delete(file);
        Files.move(aside, file);

        vaultAtTheStart.afterSingletonsInstantiated();

        assertThat(Files.exists(file)).isFalse();
        assertThat(undecided()).isEmpty();
    }

    @Test
    void anErasingThatIsRefusedAtItsEndLeavesEverythingAsItWas() throws IOException {
        announce(incident);
        var before = rows.of(incident.compartment());
        clock.advance(Duration.ofDays(60)); // the program believes that it is time, and the database does not
        try {
            erasing.run();
        } finally {
            clock.advance(Duration.ofDays(-60));
        }
        assertThat(rows.of(incident.compartment())).isEqualTo(before);
        assertThat(undecided()).isEmpty();
        try (var browser = members.signIn(me)) {
            var file = owner.sql("select id from incident.file where compartment_id = ? order by added_at limit 1")
                    .param(incident.compartment())
                    .query(UUID.class)
                    .single();
            assertThat(browser.get(incident.room() + "/dateien/" + file).body()).isEqualTo(Case.content(canary));
        }
    }

    private Case neighbour() {
        try (var browser = members.signIn(me)) {
            var one = Case.open(browser, rows, "Nachbar");
            one.fill(browser, routes, guest.id(), relief.id());
            return one;
        }
    }

    private void draft(Browser browser) {
        var kept = browser.post(
                incident.room() + "/entwurf", Map.of("text", canary + " Entwurf", "_csrf", Case.csrf(browser)));
        assertThat(kept.status()).isEqualTo(200);
    }

    private void announce(Case one) {
        owner.sql("update incident.incident set closed_at = '2001-05-04T10:00:00Z' where id = ?")
                .param(one.incident())
                .update();
        erasing.run();
    }

    private void erase(Case one) {
        announce(one);
        var aged = owner.sql("update incident.announcement set announced_at = '2002-01-01' where compartment_id = ?")
                .param(one.compartment())
                .update();
        assertThat(aged).as("it was announced").isEqualTo(1);
        erasing.run();
    }

    private Path vault() {
        return temp.resolve("daten").resolve("vault");
    }

    private List<Path> filesOf(Case one) {
        return owner
                .sql("select id from vault.file where compartment_id = ? order by id")
                .param(one.compartment())
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> vault().resolve(id.toString()))
                .toList();
    }

    private UUID sendingOf(Case one) {
        return owner.sql("select id from vault.sending where compartment_id = ? order by id limit 1")
                .param(one.compartment())
                .query(UUID.class)
                .single();
    }

    private Set<String> undecided() throws IOException {
        try (var files = Files.list(vault())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("."))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    /** Every table of the database with the word anywhere in it, as text or as bytes. */
    private Set<String> tablesThatHold(String word) {
        var bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        var found = new TreeSet<String>();
        var tables = owner.sql("""
                        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
                          and n.nspname not like 'pg\\_%'""").query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(30);
        for (var table : tables) {
            var holds = owner.sql("select exists (select 1 from " + table + " t where to_jsonb(t)::text ilike any (?))")
                    .param(new String[] {"%" + word + "%", "%" + bytes + "%"})
                    .query(Boolean.class)
                    .single();
            if (holds) {
                found.add(table);
            }
        }
        return found;
    }
}
