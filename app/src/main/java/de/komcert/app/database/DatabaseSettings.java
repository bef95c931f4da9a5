package de.komcert.app.database;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is, for a Lagezentrum that does not use its own server.
 *
 * @param url JDBC address of an outside PostgreSQL; blank means the embedded server
 * @param owner the role that owns the database and runs the migrations
 * @param ownerPassword its password
 * @param user the role the Lagezentrum works as; it owns nothing and is bound by row security
 * @param password its password
 * @param schemas the modules' schemas, in the order in which they are migrated
 */
@ConfigurationProperties("komcert.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("komcert_owner") String owner,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("komcert_app") String user,
        @DefaultValue("") String password,
        @DefaultValue List<String> schemas) {

    DatabaseAccess access() {
        return new DatabaseAccess(
                url, new DatabaseAccess.Login(owner, ownerPassword), new DatabaseAccess.Login(user, password));
    }

    @Override
    public String toString() {
        return access().toString();
    }
}
