package de.komcert.app.proof;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page sends as many statements for 200 rows as for one: every page of a list, of an incident and of the API is counted
 * with one row in every table, and again with many.
 */
@IdentityServer
@TestInstance(Lifecycle.PER_CLASS)
class StatementsTests {

    private static final int MANY = 200;

    /** How many statements a page may send at most, the question who asks included. */
    private static final Map<String, Integer> AT_MOST = new TreeMap<>(Map.ofEntries(
            Map.entry("/", 15),
            Map.entry("/vorfaelle", 10),
            Map.entry("/vorfaelle/{id}", 25),
            Map.entry("/vorfaelle/{id}/plan", 10),
            Map.entry("/vorfaelle/{id}/tagebuch", 16),
            Map.entry("/vorfaelle/{id}/entscheidungen", 12),
            Map.entry("/vorfaelle/{id}/auftrag", 16),
            Map.entry("/vorfaelle/{id}/akte", 20),
            Map.entry("/vorfaelle/{id}/auswertung", 33),
            Map.entry("/vorfaelle/{id}/auswertung/funde", 24),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl", 30),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl.csv", 24),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl.jsonl", 24),
            Map.entry("/vorfaelle/{id}/dateien", 17),
            Map.entry("/vorfaelle/{id}/auswertung/sicht", 26),
            Map.entry("/vorfaelle/{id}/notizen", 13),
            Map.entry("/vorfaelle/{id}/beteiligte", 15),
            Map.entry("/api/v1/vorfaelle/{id}/bericht", 31),
            Map.entry("/api/v1/vorfaelle/{id}/bericht.pdf", 31),
            Map.entry("/vorfaelle/{id}/auswertung/funde/{fund}", 23),
            Map.entry("/vorfaelle/{id}/dateien/{datei}", 19),
            Map.entry("/vorfaelle/{id}/bericht", 31),
            Map.entry("/vorfaelle/{id}/bericht.json", 31),
            Map.entry("/vorfaelle/{id}/bericht.pdf", 31),
            Map.entry("/vorfaelle/{id}/tagebuch.zip", 10),
            Map.entry("/einrichtungen", 8),
            Map.entry("/konten", 4)));

    @Autowired
    Members members;

    @Autowired
    Tokens tokens;

    @Autowired
    SettableClock clock;

    @Autowired
    CountedStatements statements;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    /** The tables of an incident, and what of a copied row must be its own. */
    private static final Map<String, String> COPIED = copied();

    private static final String ONE = "one for each compartment: another makes more of them";

    /** Tables that stay as they are, and why. */
    private static final Map<String, String> FEW = Map.ofEntries(
            Map.entry(
                    "audit.anchored",
                    "the system chain adds one an hour, and only the export of the journal reads them"),
            Map.entry("audit.head", ONE),
            Map.entry("forensics.sight", "one for an analysis"),
            Map.entry("forensics.timeline", "one for an analysis"),
            Map.entry("incident.announcement", ONE),
            Map.entry("incident.draft", "one for each field of a page and person"),
            Map.entry("incident.fact", "the playbook names all there are"),
            Map.entry("incident.incident", ONE),
            Map.entry("incident.link", "lies with the part: link makes them"),
            Map.entry("incident.report", ONE),
            Map.entry("incident.tombstone", ONE),
            Map.entry("vault.key", ONE));

    private static Map<String, String> copied() {
        var id = "'id', gen_random_uuid()";
        var number = "'number', 100000 + n";
        var copied = new TreeMap<String, String>();
        for (var table : List.of(
                "asset", "decision", "handover", "hold", "indicator", "insurer_call", "mandate", "note", "told")) {
            copied.put("incident." + table, id);
        }
        copied.put("incident.note_version", "'revision', 100000 + n");
        copied.put("incident.own_task", id + ", " + number);
        copied.put("incident.task", "'instance', 100000 + n");
        copied.put("forensics.analysis", id + ", 'number', n");
        copied.put("forensics.analysis_order", id + ", " + number);
        for (var table : List.of("comment", "outcome")) {
            copied.put("forensics." + table, id);
        }
        copied.put("forensics.finding", id + ", " + number);
        for (var table : List.of("problem", "pseudonym", "rule_sight", "setting_proposal")) {
            copied.put("forensics." + table, number);
        }
        copied.put("forensics.analysed_file", "'file_id', gen_random_uuid()");
        copied.put("forensics.host_clock", "'host', t.host || n");
        copied.put("forensics.rule_result", "'rule', t.rule || n");
        copied.put("forensics.tag", "'name', t.name || n");
        return copied;
    }

    JdbcClient owner;
    Member me;
    Browser browser;
    Browser admin;
    Case incident;
    String call;
    String token;
    Map<String, String> paths;

    @BeforeAll
    void openOne() {
        clock.advance(Duration.ofHours(1));
        owner = JdbcClient.create(ownerOfTheDatabase);
        me = members.create(Role.ANALYST);
        var guest = members.create(Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        browser = members.signIn(me);
        admin = members.signIn(members.create(Role.VERWALTUNG));
        Case.twoEinrichtungen(browser);
        incident = Case.open(browser, new Rows(ownerOfTheDatabase), "Zeile");
        incident.fill(browser, Route.all(mappings), guest.id(), relief.id());
        var other = Case.open(browser, new Rows(ownerOfTheDatabase), "Offen");
        link(other.incident());
        affected(1);
        sight(1, 1);
        call = browser.post("/anruf", Map.of("words", "Zeile", "revision", "0", "_csrf", Case.csrf(browser)))
                .location();
        token = Acting.as(
                SignInJob.ACTOR,
                () -> tokens.issue(me.id(), "Probe", Set.copyOf(Role.ANALYST.permissions()), Tokens.Term.MONTH));
        paths = paths();
    }

    @AfterAll
    void leave() {
        browser.close();
        admin.close();
    }

    @Test
    void manyRowsCostNoMoreStatementsThanOne() throws Exception {
        var one = count();
        assertThat(one.keySet())
                .as("every page of a list or an incident says how many statements it may send")
                .containsAll(AT_MOST.keySet());
        multiply();
        var few = new TreeMap<String, Integer>();
        new Rows(ownerOfTheDatabase).of(incident.compartment()).forEach((table, rows) -> {
            if (rows.size() < MANY) {
                few.put(table, rows.size());
            }
        });
        assertThat(few.keySet())
                .as("tables that are not multiplied: add them to COPIED, or to FEW with why; they have %s rows", few)
                .isEqualTo(new TreeSet<>(FEW.keySet()));
        var many = count();
        var grown = new TreeMap<String, String>();
        many.forEach((page, sent) -> {
            if (sent.size() != one.get(page).size()) {
                grown.put(
                        page,
                        "%d statements instead of %d, such as:%n%s"
                                .formatted(sent.size(), one.get(page).size(), listed(unlike(sent, one.get(page)))));
            }
        });
        assertThat(grown)
                .as("addresses that send other numbers of statements for %d rows than for one", MANY)
                .isEmpty();
        var tooMany = new TreeMap<String, Integer>();
        many.forEach((page, sent) -> {
            if (sent.size() > most(page)) {
                tooMany.put(page, sent.size());
            }
        });
        assertThat(tooMany)
                .as("pages that send more statements than AT_MOST says")
                .isEmpty();
        assertThat(browser.get("/vorfaelle?zustand=ALL").page().select("[data-row]"))
                .hasSizeGreaterThanOrEqualTo(MANY);
    }

    private static int most(String page) {
        return AT_MOST.getOrDefault(page, 14);
    }

    /** What was sent more often than before, or not at all before. */
    private static List<String> unlike(List<String> sent, List<String> before) {
        return sent.stream()
                .distinct()
                .filter(sql -> Collections.frequency(sent, sql) != Collections.frequency(before, sql))
                .toList();
    }

    private static String listed(List<String> sent) {
        return String.join(
                "\n",
                sent.stream().map(sql -> "  " + sql.replaceAll("\\s+", " ")).toList());
    }

    /** What each address sends, by its pattern. */
    private Map<String, List<String>> count() throws Exception {
        var sent = new TreeMap<String, List<String>>();
        for (var path : paths.entrySet()) {
            var reader = path.getKey().startsWith("/kont") ? admin : browser;
            var request = HttpRequest.newBuilder(reader.at(path.getValue()));
            if (path.getKey().startsWith("/api/")) {
                request.header("Authorization", "Bearer " + token);
            }
            reader.send(request.copy()); // notes once a minute that a token was used
            var answer = new Browser.Answer[1];
            sent.put(path.getKey(), statements.of(() -> answer[0] = reader.send(request)));
            assertThat(answer[0].status()).as(path.getKey()).isIn(200, 303);
        }
        return sent;
    }

    /** An address of each page, export and list: those that links lead to, and those that name the incident alone. */
    private Map<String, String> paths() {
        var routes = Route.all(mappings);
        var found = new TreeMap<String, String>();
        for (var path : incident.pages(browser, routes).keySet()) {
            routes.stream()
                    .filter(route -> route.reads() && route.leadsTo(path))
                    .findFirst()
                    .ifPresent(route -> found.putIfAbsent(route.pattern(), path.replaceFirst("\\?.*", "")));
        }
        for (var route : routes) {
            var path = route.pattern().replace("{id}", incident.incident().toString());
            var counted = route.reads()
                    && !path.contains("{")
                    && route.pattern().matches("(/api/v1)?(/vorfaelle/\\{id}.*|[^{]*)")
                    && !route.pattern().matches(".*/live|/api/v1/konten|.*openapi.*|/einrichten|/error|/login.*");
            if (counted) {
                found.putIfAbsent(route.pattern(), path);
            }
        }
        found.put("/anruf/{id}", call);
        found.put("/suche?q=", "/suche?q=Zeile");
        found.put("/vorfaelle?suche=", "/vorfaelle?zustand=ALL&suche=Zeile");
        return found;
    }

    /** Copies a row of each table of the incident, and the incident itself, as the owner of the database. */
    private void multiply() {
        var rows = new Rows(ownerOfTheDatabase);
        owner.sql("update forensics.analysis set number = number + ? where compartment_id = ?")
                .params(2 * MANY, incident.compartment())
                .update(); // so that the copies are the older ones, and pages still show this one
        COPIED.forEach(this::copy);
        versionsOfCopiedNotes();
        noticesOfCopiedOrders();
        sight(2, MANY + 1);
        stored("file");
        stored("sending");
        einrichtungen();
        affected(MANY);
        people();
        journal();
        IntStream.range(0, MANY).forEach(_ -> another(rows));
        rows.ids("incident.incident", "code_name like 'ZEILE-%'").forEach(this::link);
    }

    private void copy(String table, String made) {
        owner.sql("""
                        insert into %1$s select (jsonb_populate_record(t, jsonb_build_object(%2$s))).*
                        from %1$s t, generate_series(1, ?) n
                        where t.ctid = (select min(ctid) from %1$s where compartment_id = ?)""".formatted(table, made))
                .params(MANY, incident.compartment())
                .update();
    }

    private void versionsOfCopiedNotes() {
        owner.sql("""
                        insert into incident.note_version (compartment_id, note_id, revision, based_on, body, saved_by,
                            saved_at)
                        select n.compartment_id, n.id, 1, 0, 'Zeile', p.id, now()
                        from incident.note n cross join lateral (select id from identity.person limit 1) p
                        where n.compartment_id = ? and not exists (
                            select 1 from incident.note_version v where v.note_id = n.id)""").param(incident.compartment()).update();
    }

    /** What the vault keeps and an incident tells of has a row in both, under one id. */
    private void stored(String kind) {
        owner.sql("""
                        with stored as (
                            insert into vault.%1$s select (jsonb_populate_record(t,
                                jsonb_build_object('id', gen_random_uuid()))).*
                            from vault.%1$s t, generate_series(1, ?)
                            where t.ctid = (select min(ctid) from vault.%1$s where compartment_id = ?)
                            returning id, compartment_id)
                        insert into incident.%1$s select (jsonb_populate_record(t, jsonb_build_object('id', s.id))).*
                        from stored s join incident.%1$s t on t.ctid = (
                            select min(ctid) from incident.%1$s f where f.compartment_id = s.compartment_id)""".formatted(kind)).params(MANY, incident.compartment()).update();
    }

    private void einrichtungen() {
        owner.sql("""
                        insert into constituency.einrichtung (id, short_name, name, type, ags, phone, note, changed_by)
                        select gen_random_uuid(), 'Zeile ' || n, 'Gemeinde Zeile ' || n, 'GEMEINDE', '', '', '', 'Zeile'
                        from generate_series(1, ?) n""").param(MANY).update();
    }

    private void affected(int most) {
        owner.sql("""
                        insert into incident.affected (compartment_id, incident_id, einrichtung_id)
                        select ?, ?, id from constituency.einrichtung limit ? on conflict do nothing""").params(incident.compartment(), incident.incident(), most).update();
    }

    /** What is missing in the logs, and where a clock was wrong; the log that was analysed lacks nothing. */
    private void sight(int first, int last) {
        owner.sql("""
                        insert into forensics.gap (analysis_id, compartment_id, number, kind, host, channel, from_ticks,
                            to_ticks, records, shift, evidence, said)
                        select analysis_id, compartment_id, n, 'MISSING_RECORDS', 'srv-' || n, 'System', null, null, n, 0,
                            '[]', '{}'
                        from forensics.sight, generate_series(?, ?) n where compartment_id = ?""").params(first, last, incident.compartment()).update();
        owner.sql("""
                        insert into forensics.clock_proposal (analysis_id, compartment_id, number, host, ahead_millis)
                        select analysis_id, compartment_id, n, 'srv-' || n, 60000
                        from forensics.sight, generate_series(?, ?) n where compartment_id = ?""").params(first, last, incident.compartment()).update();
    }

    private void noticesOfCopiedOrders() {
        owner.sql("""
                        insert into forensics.notice select (jsonb_populate_record(t,
                            jsonb_build_object('order_id', o.id))).*
                        from forensics.notice t join forensics.analysis_order o using (compartment_id)
                        where t.compartment_id = ? on conflict do nothing""").param(incident.compartment()).update();
    }

    /** Makes another incident a part of this one. */
    private void link(UUID other) {
        owner.sql("""
                        insert into incident.link (id, compartment_id, other_compartment_id, kind, linked_by, linked_at, salt)
                        select gen_random_uuid(), compartment_id, ?, 'CHILD', ?, now(), decode(repeat('00', 16), 'hex')
                        from incident.incident where id = ?""").params(incident.compartment(), me.id().value(), other).update();
    }

    private void people() {
        owner.sql("""
                        insert into identity.person (id, login, name, role, created_at)
                        select gen_random_uuid(), 'zeile-' || n || '-' || substr(?, 1, 8), 'Erika Zeile ' || n, 'ANALYST', now()
                        from generate_series(1, ?) n""").params(incident.incident().toString(), MANY).update();
        owner.sql("""
                        insert into access.member (compartment_id, person_id, admitted_by)
                        select ?, id, id from identity.person where name like 'Erika Zeile %' on conflict do nothing""").param(incident.compartment()).update();
        owner.sql("""
                        insert into access.exclusion (compartment_id, person_id, excluded_by, reason)
                        select ?, id, id, 'Zeile' from identity.person where name like 'Erika Zeile %'""").param(incident.compartment()).update();
    }

    private void journal() {
        owner.sql("""
                        insert into audit.link (compartment_id, number, recorded_at, commitment, previous, hash)
                        select l.compartment_id, 100000 + n, l.recorded_at, l.commitment, l.previous, l.hash
                        from audit.link l, generate_series(1, ?) n where l.compartment_id = ? and l.number = 1""").params(MANY, incident.compartment()).update();
        owner.sql("""
                        insert into audit.text (compartment_id, number, salt, body)
                        select t.compartment_id, 100000 + n, t.salt, t.body
                        from audit.text t, generate_series(1, ?) n where t.compartment_id = ? and t.number = 1""").params(MANY, incident.compartment()).update();
    }

    /** A further running incident of mine, and a further open Meldung. */
    private void another(Rows rows) {
        var compartment = UUID.randomUUID();
        owner.sql("insert into access.compartment (id) values (?)")
                .param(compartment)
                .update();
        owner.sql("insert into access.member (compartment_id, person_id, admitted_by) values (?, ?, ?)")
                .params(compartment, me.id().value(), me.id().value())
                .update();
        for (var table : List.of("incident.incident", "incident.report")) {
            var values = new ArrayList<>(List.of("'id', gen_random_uuid()", "'compartment_id', '" + compartment + "'"));
            if (table.endsWith("incident.incident")) {
                values.add("'code_name', 'ZEILE-' || substr(gen_random_uuid()::text, 1, 8)");
                values.add("'state', 'OPEN', 'outcome', null, 'closed_at', null, 'next_look', null");
                values.add("'lead', '" + me.id() + "'");
            } else {
                values.add("'state', 'OPEN', 'ended_at', null");
            }
            owner.sql("insert into %1$s select (jsonb_populate_record(t, jsonb_build_object(%2$s))).* from %1$s t"
                                    .formatted(table, String.join(", ", values))
                            + " where t.compartment_id = ?")
                    .param(incident.compartment())
                    .update();
        }
    }
}
