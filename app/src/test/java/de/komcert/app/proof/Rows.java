package de.komcert.app.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

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

    /** The ids of those rows of a table that a condition holds for. */
    List<UUID> ids(String table, String condition) {
        return owner.sql("select id from " + table + " where " + condition)
                .query(UUID.class)
                .list();
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

    /** The compartment in which this row lies. */
    UUID compartment(String table, UUID id) {
        return owner.sql("select compartment_id from " + table + " where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    /** The number of the last entry of its journal. */
    long head(UUID compartment) {
        return owner.sql("select coalesce(max(number), 0) from audit.link where compartment_id = ?")
                .param(compartment)
                .query(Long.class)
                .single();
    }

    String codeName(UUID incident) {
        return owner.sql("select code_name from incident.incident where id = ?")
                .param(incident)
                .query(String.class)
                .single();
    }
}
