package de.komcert.app.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.SettableClock;
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
            Map.entry("/vorfaelle/{id}", 22),
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
            Map.entry("/vorfaelle/{id}/bericht", 31),
            Map.entry("/vorfaelle/{id}/bericht.json", 31),
            Map.entry("/vorfaelle/{id}/bericht.pdf", 31),
            Map.entry("/vorfaelle/{id}/tagebuch.zip", 10),
            Map.entry("/einrichtungen", 8),
            Map.entry("/konten", 4)));

    @Autowired
    Members members;

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

    JdbcClient owner;
    Member me;
    Browser browser;
    Browser admin;
    Case incident;

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
    }

    @AfterAll
    void leave() {
        browser.close();
        admin.close();
    }

    @Test
    void manyRowsCostNoMoreStatementsThanOne() throws Exception {
        Case.open(browser, new Rows(ownerOfTheDatabase), "Offen");
        var one = count();
        assertThat(one.keySet())
                .as("every page of a list or an incident says how many statements it may send")
                .containsAll(AT_MOST.keySet());
        multiply();
        var many = count();
        many.forEach((page, sent) -> assertThat(sent)
                .as(
                        "%s with %d rows in each table:%n%s%nwith one:%n%s",
                        page, MANY, listed(sent), listed(one.get(page)))
                .hasSameSizeAs(one.get(page)));
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

    private static String listed(List<String> sent) {
        return String.join(
                "\n",
                sent.stream().map(sql -> "  " + sql.replaceAll("\\s+", " ")).toList());
    }

    /** What each page without further ids sends, by its pattern. */
    private Map<String, List<String>> count() throws Exception {
        var sent = new LinkedHashMap<String, List<String>>();
        for (var route : Route.all(mappings)) {
            var path = route.pattern().replace("{id}", incident.incident().toString());
            var counted = route.reads()
                    && !route.api()
                    && !path.contains("{")
                    && (route.variables().isEmpty() || route.pattern().startsWith("/vorfaelle/{id}"))
                    && !route.streams();
            if (counted) {
                var reader = route.pattern().startsWith("/kont") ? admin : browser;
                sent.put(route.pattern(), statements.of(() -> reader.get(path)));
            }
        }
        return sent;
    }

    /** Copies every row of the incident, and the incident itself, as the owner of the database. */
    private void multiply() {
        var rows = new Rows(ownerOfTheDatabase);
        for (var table : List.of("asset", "indicator", "told", "decision", "handover", "note")) {
            copy("incident." + table, "id", incident.compartment());
        }
        copyVersions();
        ownTasks();
        findings();
        people();
        journal();
        IntStream.range(0, MANY).forEach(_ -> another(rows));
    }

    private void copy(String table, String id, UUID compartment) {
        owner.sql("""
                        insert into %1$s select (jsonb_populate_record(t,
                            jsonb_build_object('%2$s', gen_random_uuid()))).*
                        from %1$s t, generate_series(1, ?) where t.compartment_id = ?""".formatted(table, id)).params(MANY, compartment).update();
    }

    private void copyVersions() {
        owner.sql("""
                        insert into incident.note_version (compartment_id, note_id, revision, based_on, body, saved_by,
                            saved_at)
                        select n.compartment_id, n.id, 1, 0, 'Zeile', p.id, now()
                        from incident.note n cross join lateral (select id from identity.person limit 1) p
                        where n.compartment_id = ? and not exists (
                            select 1 from incident.note_version v where v.note_id = n.id)""").param(incident.compartment()).update();
    }

    private void ownTasks() {
        owner.sql("""
                        insert into incident.own_task select (jsonb_populate_record(t,
                            jsonb_build_object('id', gen_random_uuid(), 'number', 100000 + n))).*
                        from incident.own_task t, generate_series(1, ?) n
                        where t.compartment_id = ? and t.number = 1""").params(MANY, incident.compartment()).update();
    }

    private void findings() {
        owner.sql("""
                        insert into forensics.finding select (jsonb_populate_record(t,
                            jsonb_build_object('id', gen_random_uuid(), 'number', 100000 + n))).*
                        from forensics.finding t, generate_series(1, ?) n
                        where t.compartment_id = ? and t.number = 1""").params(MANY, incident.compartment()).update();
    }

    private void people() {
        owner.sql("""
                        insert into identity.person (id, login, name, role, created_at)
                        select gen_random_uuid(), 'zeile-' || n || '-' || substr(?, 1, 8), 'Erika Zeile ' || n, 'ANALYST', now()
                        from generate_series(1, ?) n""").params(incident.incident().toString(), MANY).update();
        owner.sql("""
                        insert into access.member (compartment_id, person_id, admitted_by)
                        select ?, id, id from identity.person where name like 'Erika Zeile %' on conflict do nothing""").param(incident.compartment()).update();
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
