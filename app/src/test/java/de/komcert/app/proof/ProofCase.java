package de.komcert.app.proof;

import java.util.List;
import javax.sql.DataSource;

import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the proofs have in common: the whole server, its routes, and its rows as the owner of the database reads them. */
@IdentityServer
abstract class ProofCase {

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    List<Route> routes;
    Rows rows;

    @Autowired
    void read(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        routes = Route.all(mappings);
        rows = new Rows(ownerOfTheDatabase);
    }
}
