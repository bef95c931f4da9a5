package de.komcert.app.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

import de.komcert.app.forensics.finding.NewFindings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Everything that lies in compartments, read as the owner of the database, table by table from the catalogue. */
final class Rows {

    private final JdbcClient owner;
    private final List<Column> columns;

    /** Reads over one connection, since the owner's are made anew each time. */
    Rows(DataSource owner) {
        try {
            this.owner = JdbcClient.create(new SingleConnectionDataSource(owner.getConnection(), true));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        this.columns = readColumns();
    }

    /** A column and its type. */
    record Column(String table, String name, String type) {

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    /** All columns of tables whose rows lie in a compartment. */
    List<Column> columns() {
        return columns;
    }

    private List<Column> readColumns() {
        return owner.sql("""
                        select c.table_schema || '.' || c.table_name as owned, c.column_name, c.data_type
                        from information_schema.columns c join information_schema.tables t
                            using (table_schema, table_name)
                        where t.table_type = 'BASE TABLE' and exists (
                            select 1 from information_schema.columns o where o.table_schema = c.table_schema
                                and o.table_name = c.table_name and o.column_name = 'compartment_id')
                        order by 1, c.ordinal_position""")
                .query((row, _) ->
                        new Column(row.getString("owned"), row.getString("column_name"), row.getString("data_type")))
                .list();
    }

    private TreeSet<String> tables() {
        return columns().stream().map(Column::table).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** Every row of the compartment as text, by table. */
    TreeMap<String, List<String>> of(UUID compartment) {
        var rows = new TreeMap<String, List<String>>();
        for (var table : tables()) {
            rows.put(
                    table,
                    owner.sql("select to_jsonb(t)::text from " + table + " t where compartment_id = ? order by 1")
                            .param(compartment)
                            .query(String.class)
                            .list());
        }
        return rows;
    }

    /** Whether this column holds the word in any row of these compartments. */
    boolean holds(Column column, String word, List<UUID> compartments) {
        return owner.sql("select exists (select 1 from " + column.table() + " where position(? in \"" + column.name()
                        + "\"::text) > 0 and compartment_id = any(?))")
                .params(word, compartments.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** The ids of all things in the compartment. */
    List<UUID> ids(UUID compartment) {
        return ids(compartment, Integer.MAX_VALUE);
    }

    /** The id of one thing of each kind in the compartment. */
    List<UUID> idOfEachKind(UUID compartment) {
        return ids(compartment, 1);
    }

    private List<UUID> ids(UUID compartment, int atMost) {
        var ids = new TreeSet<UUID>();
        columns().stream()
                .filter(column -> column.name().equals("id") && column.type().equals("uuid"))
                .forEach(column -> ids.addAll(
                        owner.sql("select id from " + column.table() + " where compartment_id = ? order by id limit ?")
                                .params(compartment, atMost)
                                .query(UUID.class)
                                .list()));
        return List.copyOf(ids);
    }

    /** Puts a finding into an incident, as an analysis leaves it: the word stands in its title and in a field. */
    void finding(UUID incident, String word) {
        owner.sql("""
                        with i as (
                            select id, compartment_id as compartment from incident.incident where id = ?
                        ), o as (
                            insert into forensics.analysis_order (id, compartment_id, incident_id, number, purpose, systems,
                                period_from, period_to, ordered_by, ordered_at, channel, delete_on, recorded_by, recorded_at)
                            select gen_random_uuid(), compartment, id, 1, 'Probe', 'srv-web01', '2026-01-01', '2026-12-31',
                                'Probe', now(), 'Probe', '2099-01-01', id, now() from i returning id
                        ), a as (
                            insert into forensics.analysis (id, compartment_id, incident_id, order_id, number, zone,
                                requested_by, requested_at, state, findings)
                            select gen_random_uuid(), i.compartment, i.id, o.id, 1, 'Europe/Berlin', i.id, now(), 'DONE', 1
                            from i, o returning id
                        ), r as (
                            insert into forensics.rule_result (analysis_id, compartment_id, rule, title, level, description,
                                false_positives, next_steps, tags, hits, kept)
                            select a.id, i.compartment, 'probe', ?, 3, ?, 'Probe', 'Probe', 'attack.t1078', 1, 1 from a, i
                        )
                        insert into forensics.finding (id, compartment_id, incident_id, analysis_id, number, rule, title,
                            level, ticks, host, channel, provider, event_id, file, record, fields, entries, words)
                        select gen_random_uuid(), i.compartment, i.id, a.id, 1, 'probe', ?, 3, 134090000000000000,
                            'srv-web01', 'auth', '', '', 'auth.log', 1,
                            jsonb_build_array(jsonb_build_object('name', 'text', 'value', ?::text, 'reason', true)),
                            jsonb_build_array(), 'probe'
                        from a, i""")
                .params(
                        incident,
                        NewFindings.storable(word + " titel"),
                        NewFindings.storable(word),
                        NewFindings.storable(word + " titel"),
                        NewFindings.storable(word))
                .update();
    }

    /** The compartment in which this row lies. */
    UUID compartment(String table, UUID id) {
        return owner.sql("select compartment_id from " + table + " where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    String codeName(UUID incident) {
        return owner.sql("select code_name from incident.incident where id = ?")
                .param(incident)
                .query(String.class)
                .single();
    }
}
