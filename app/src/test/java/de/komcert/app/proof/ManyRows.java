package de.komcert.app.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

import de.komcert.app.access.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An incident and what stands beside it, with one row in each table, and then with many: the owner of the database copies
 * them.
 */
record ManyRows(JdbcClient owner, Rows rows, Case incident, PersonId me) {

    static final int MANY = 200;

    /** The tables of an incident, and what of a copied row must be its own. */
    private static final Map<String, String> COPIED = copied();

    private static final String ONE = "one for each compartment: another makes more of them";

    /** Tables that stay as they are, and why. */
    static final Map<String, String> FEW = Map.ofEntries(
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
        for (var table : List.of("comment", "event_comment", "outcome")) {
            copied.put("forensics." + table, id);
        }
        copied.put("forensics.finding", id + ", " + number);
        for (var table : List.of("problem", "pseudonym", "rule_sight", "setting_proposal")) {
            copied.put("forensics." + table, number);
        }
        copied.put("forensics.analysed_file", "'file_id', gen_random_uuid()");
        copied.put("forensics.host_clock", "'host', t.host || n");
        copied.put("forensics.rule_result", "'rule', t.rule || n");
        copied.put("forensics.event_tag", "'name', t.name || n");
        copied.put("forensics.tag", "'name', t.name || n");
        return copied;
    }

    /** Adds what no form brought into the incident, of each one row. */
    void addOne(UUID part) {
        link(part);
        affected(1);
        sight(1, 1);
        ruleProblems(1, 1);
    }

    /** Copies a row of each table of the incident, and the incident itself, as the owner of the database. */
    void multiply() {
        owner.sql("update forensics.analysis set number = number + ? where compartment_id = ?")
                .params(2 * MANY, incident.compartment())
                .update(); // so that the copies are the older ones, and pages still show this one
        COPIED.forEach(this::copy);
        versionsOfCopiedNotes();
        noticesOfCopiedOrders();
        sight(2, MANY + 1);
        ruleProblems(2, MANY + 1);
        stored("file");
        stored("sending");
        einrichtungen();
        affected(MANY);
        people();
        journal();
        IntStream.range(0, MANY).forEach(_ -> another());
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

    /** What is wrong with rules; ours are right. */
    private void ruleProblems(int first, int last) {
        owner.sql("""
                        insert into forensics.rule_problem (analysis_id, compartment_id, number, file, line, title, reason,
                            refused)
                        select analysis_id, compartment_id, n, 'regel-' || n || '.yml', n, 'Regel', 'Wrong.', true
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
                        from incident.incident where id = ?""").params(incident.compartment(), me.value(), other).update();
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
    private void another() {
        var compartment = UUID.randomUUID();
        owner.sql("insert into access.compartment (id) values (?)")
                .param(compartment)
                .update();
        owner.sql("insert into access.member (compartment_id, person_id, admitted_by) values (?, ?, ?)")
                .params(compartment, me.value(), me.value())
                .update();
        for (var table : List.of("incident.incident", "incident.report")) {
            var values = new ArrayList<>(List.of("'id', gen_random_uuid()", "'compartment_id', '" + compartment + "'"));
            if (table.endsWith("incident.incident")) {
                values.add("'code_name', 'ZEILE-' || substr(gen_random_uuid()::text, 1, 8)");
                values.add("'state', 'OPEN', 'outcome', null, 'closed_at', null, 'next_look', null");
                values.add("'lead', '" + me + "'");
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
