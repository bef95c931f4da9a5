package de.komcert.app.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Asks a server with the settings of production what it really does. */
class RunningServerTests {

    @TempDir
    static Path data;

    static EmbeddedPostgres server;
    static DatabaseAccess access;

    @BeforeAll
    static void start() {
        server = TestPostgres.startDurable(data);
        access = server.access();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "full_page_writes, on",
        "synchronous_commit, on",
        "data_checksums, on",
        "password_encryption, scram-sha-256",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "server_encoding, UTF8",
        "default_text_search_config, pg_catalog.german",
        "timezone, UTC",
        "jit, off",
        "max_connections, 40",
        "autovacuum, on",
        "log_statement, none",
        "log_min_error_statement, panic",
        "log_error_verbosity, terse",
        "log_min_messages, log",
        "log_parameter_max_length, 0",
        "log_parameter_max_length_on_error, 0",
    })
    void runsWith(String setting, String value) throws Exception {
        assertThat(askAs(Provision.SUPERUSER, "show " + setting)).isEqualTo(value);
    }

    @Test
    void sortsLikeAGermanDirectory() throws SQLException {
        assertThat(
                        ask(
                                "select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()"))
                .isEqualTo("i de-DE");
        assertThat(
                        ask(
                                "select string_agg(name, ' ' order by name) from (values ('Zoo'), ('Öl'), ('Ofen'), ('ab')) t(name)"))
                .isEqualTo("ab Ofen Öl Zoo");
    }

    @Test
    void findsGermanWordsInAnyForm() throws SQLException {
        assertThat(ask("select to_tsvector('Die ÖLSPUREN der Server') @@ to_tsquery('Ölspur')"))
                .isEqualTo("t");
    }

    @Test
    void trustsNobodyWithoutAPassword() throws Exception {
        assertThat(askAs(Provision.SUPERUSER, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "komcert_owner", "komcert_app"})
    void refusesAWrongPassword(String role) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> access.connect(new DatabaseAccess.Login(role, "falsch")))
                .returns("28P01", SQLException::getSQLState);
    }

    @ParameterizedTest
    @ValueSource(strings = {"komcert_owner", "komcert_app"})
    void givesItsRolesNoPowerBeyondTheDatabase(String role) throws SQLException {
        assertThat(ask("""
                select rolcanlogin and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)
                from pg_roles where rolname = '%s'""".formatted(role))).isEqualTo("t");
        assertThat(ask("select count(*) from pg_auth_members where member = '%s'::regrole".formatted(role)))
                .isEqualTo("0");
    }

    @Test
    void takesBackPowersThatARoleWasGiven() throws Exception {
        askAs(Provision.SUPERUSER, "alter role komcert_app bypassrls createdb");

        stop();
        start();

        assertThat(ask("select rolbypassrls or rolcreatedb from pg_roles where rolname = 'komcert_app'"))
                .isEqualTo("f");
    }

    @Test
    void theOwnerOwnsTheDatabaseAndTheAppNothing() throws SQLException {
        assertThat(ask("select datdba::regrole from pg_database where datname = 'komcert'"))
                .isEqualTo("komcert_owner");
        assertThat(ask("select count(*) from pg_shdepend where refobjid = 'komcert_app'::regrole and deptype = 'o'"))
                .isEqualTo("0");
        try (var connection = access.connect(access.owner())) {
            ask(connection, "create schema proof create table paper (id int)");
            ask(connection, "drop schema proof cascade");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table public.mine (id int)",
                "create schema mine",
                "create temporary table mine (id int)",
                "create database mine",
                "set role komcert_owner",
                "alter system set fsync = off",
                "copy (select 1) to program 'true'",
            })
    void theAppMayNot(String statement) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> ask(statement))
                .returns("42501", SQLException::getSQLState);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "template1"})
    void theAppEntersNoOtherDatabase(String database) {
        var other = new DatabaseAccess(
                access.url().replace("/komcert?", "/" + database + "?"), access.owner(), access.app());

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> other.connect(other.app()))
                .returns("42501", SQLException::getSQLState);
    }

    @Test
    void writesNothingOfAStatementIntoItsLog() throws Exception {
        for (String statement : new String[] {
            "select 'Geheimnis'::int", "select 1/0 as \"Geheimnis\"", "Geheimnis", "select pg_sleep(0) from Geheimnis"
        }) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(statement));
        }

        assertThat(Logs.read(data.resolve("postgres")))
                .contains("ready to accept connections")
                .doesNotContainIgnoringCase("Geheimnis");
    }

    @Test
    void tellsNoRowInAnErrorMessage() throws SQLException {
        try (var connection = access.connect(access.owner())) {
            ask(connection, "create table secret (name text primary key)");
            ask(connection, "insert into secret values ('Geheimnis')");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(connection, "insert into secret values ('Geheimnis')"))
                    .withMessageContaining("secret_pkey")
                    .satisfies(error -> assertThat(error.toString()).doesNotContain("Geheimnis"));
            ask(connection, "drop table secret");
        }
    }

    private static String ask(String sql) throws SQLException {
        try (var connection = access.connect(access.app())) {
            return ask(connection, sql);
        }
    }

    private static String askAs(String role, String sql) throws Exception {
        var passwords = Passwords.readOrGenerate(data.resolve("postgres/passwords.properties"), Provision.ROLES);
        try (var connection = access.connect(passwords.login(role))) {
            return ask(connection, sql);
        }
    }

    /** The first value of the answer, or nothing where a statement gives none. */
    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}
