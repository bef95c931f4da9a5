package de.komcert.app.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

import de.komcert.app.identity.web.IdentityServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The walls inside the database, read from its catalogue: a table, role or function that stands outside is named. */
@IdentityServer
class WallsTests {

    /** Functions that run with the rights of the owner, past every policy; each was read by a second person. */
    private static final Map<String, String> REVIEWED = Map.ofEntries(
            Map.entry(
                    "access.may_see",
                    "answers for the actor of the transaction only, and for the jobs of retention and analyses where"
                            + " they visit"),
            Map.entry("access.open_compartment", "lets in the actor and whom they name, into a new compartment"),
            Map.entry("access.require_member", "refuses whoever is no member"),
            Map.entry("access.admit", "asks require_member first"),
            Map.entry("access.remove", "asks require_member first, and keeps one member"),
            Map.entry("access.exclude", "asks remove first, which asks require_member"),
            Map.entry("audit.append_anchor", "refuses everybody but the job anchoring"),
            Map.entry("audit.moved_heads", "refuses everybody but the job anchoring, and gives no text"),
            Map.entry(
                    "forensics.delete_results",
                    "refuses everybody but the job of analyses in the compartment it visits, and what is not due or held"),
            Map.entry(
                    "forensics.finding_places",
                    "asks require_member for the compartment of the incident first, and gives names of hosts, channels"
                            + " and tags with counts"),
            Map.entry(
                    "forensics.matching_findings",
                    "asks require_member for the compartment of the incident first, and gives ids and a count"),
            Map.entry("forensics.orders_due", "refuses everybody but the job of analyses, and gives ids only"),
            Map.entry("forensics.queue", "refuses everybody but the job of analyses, and gives ids only"),
            Map.entry("incident.busy", "answers yes or no for a person, over all compartments, and nothing else"),
            Map.entry("incident.code_name_taken", "tells that a random word is or was in use, and nothing else"),
            Map.entry("incident.forget_drafts", "deletes the drafts of the membership that ends, and nothing else"),
            Map.entry(
                    "incident.erase",
                    "refuses everybody but the job of retention in the compartment it visits, and what is not due,"
                            + " announced and free of holds by the database's own clock"),
            Map.entry(
                    "incident.whole",
                    "refuses everybody but the job of retention, and says of the other end only that it stays"),
            Map.entry("incident.retention_due", "refuses everybody but the job of retention, and gives ids only"),
            Map.entry("vault.keys_under", "refuses everybody but the job vault"),
            Map.entry("vault.masters", "refuses everybody but the job vault"),
            Map.entry("vault.recorded", "refuses everybody but the job vault"),
            Map.entry("vault.rewrap", "refuses everybody but the job vault"));

    @Autowired
    @FlywayDataSource
    DataSource owner;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    List<String> schemas;
    JdbcClient catalogue;
    String app;

    @BeforeEach
    void open() {
        schemas = Binder.get(environment)
                .bind("komcert.database.schemas", Bindable.listOf(String.class))
                .get();
        catalogue = JdbcClient.create(owner);
        app = jdbc.sql("select current_user").query(String.class).single();
    }

    @Test
    void everyTableTheProgramReachesHasRowSecurityAndAPolicy() {
        var reached = names("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = any(:schemas) and c.relkind in ('r', 'p')
                  and has_any_column_privilege(:app, c.oid, 'select, insert, update')""");
        assertThat(reached).hasSizeGreaterThan(25).contains("incident.incident", "audit.text", "identity.person");
        var walled = names("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = any(:schemas) and c.relrowsecurity and :app <> ''
                  and exists (select 1 from pg_policy p where p.polrelid = c.oid)""");
        assertThat(walled)
                .as("a table that the program may use needs »enable row level security« and a policy")
                .containsAll(reached);
    }

    @Test
    void everyTableOfACompartmentAsksWhoSeesIt() {
        var tables = names("""
                select c.oid::regclass::text
                from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' and not a.attisdropped
                where n.nspname = any(:schemas) and c.relkind in ('r', 'p') and :app <> ''""");
        assertThat(tables).hasSizeGreaterThan(15);
        for (var table : tables) {
            var policies = catalogue.sql("""
                            select pg_get_expr(polqual, polrelid) as reading, pg_get_expr(polwithcheck, polrelid) as writing
                            from pg_policy where polrelid = ?::regclass and polpermissive""").param(table).query().listOfRows();
            assertThat(policies).as(table + " has no policy").isNotEmpty();
            for (var policy : policies) {
                for (var side : policy.values()) {
                    if (side != null) {
                        assertThat(side.toString())
                                .as("a policy of " + table + " must ask access.may_see(compartment_id)")
                                .contains("access.may_see(compartment_id)");
                    }
                }
            }
        }
    }

    @Test
    void whatPointsIntoACompartmentNamesIt() {
        var pointing = names("""
                select distinct conrelid::regclass::text from pg_constraint k
                where k.contype = 'f' and :app <> '' and cardinality(:schemas::text[]) > 0
                  and exists (select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'compartment_id')
                  and not exists (
                      select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'compartment_id')""");
        assertThat(pointing)
                .as("a table that points to one with compartment_id needs a compartment_id and a policy of its own")
                .isEmpty();
    }

    @Test
    void theProgramPassesNoPolicyAndOwnsNothing() {
        var role = catalogue
                .sql("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
                        + " where rolname = ?")
                .param(app)
                .query()
                .singleRow();
        assertThat(role.values()).as("powers of " + app + ": " + role).containsOnly(false);
        assertThat(names("""
                        select g.rolname from pg_auth_members m
                            join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
                        where r.rolname = :app and cardinality(:schemas::text[]) > 0""")).as("roles " + app + " is a member of").isEmpty();
        assertThat(names("""
                        select what from (
                            select oid::regclass::text as what, relowner as owner from pg_class
                            union all select oid::regprocedure::text, proowner from pg_proc
                            union all select nspname, nspowner from pg_namespace
                            union all select datname, datdba from pg_database) owned
                        where owner = (select oid from pg_roles where rolname = :app)
                          and cardinality(:schemas::text[]) > 0""")).as("what " + app + " owns").isEmpty();
    }

    @Test
    void viewsReadWithTheRightsOfWhoeverAsks() {
        assertThat(names("""
                        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = any(:schemas) and c.relkind in ('v', 'm') and :app <> ''
                          and not coalesce(c.reloptions::text[] @> array['security_invoker=true'], false)"""))
                .as("a view needs »with (security_invoker = true)«, or it reads past the policies")
                .isEmpty();
    }

    @Test
    void functionsWithTheRightsOfTheOwnerAreReviewedAndFixed() {
        var found = new TreeMap<String, String>();
        catalogue
                .sql("""
                        select p.oid::regproc::text as name, coalesce(array_to_string(p.proconfig, ' '), '') as settings
                        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')""")
                .query((row, _) -> found.put(row.getString("name"), row.getString("settings")))
                .list();
        assertThat(found.keySet())
                .as(
                        "a function with »security definer« passes every policy: have it read by a second person, and add it"
                                + " to REVIEWED with why it may")
                .isEqualTo(new TreeMap<>(REVIEWED).keySet());
        found.forEach((name, settings) -> assertThat(settings)
                .as(name + " needs »set search_path = pg_catalog«, or whoever calls it chooses what it calls")
                .isEqualTo("search_path=pg_catalog"));
    }

    private List<String> names(String sql) {
        return catalogue
                .sql(sql)
                .param("schemas", schemas.toArray(String[]::new))
                .param("app", app)
                .query(String.class)
                .list();
    }
}
