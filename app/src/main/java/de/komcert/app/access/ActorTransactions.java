package de.komcert.app.access;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells PostgreSQL who acts, and where a job does, at the begin of every transaction and for that transaction only.
 *
 * <p>Outside a transaction no actor is set, and every policy then raises an error.
 */
@Component("transactionManager")
class ActorTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    ActorTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        var actor = Acting.now();
        super.prepareTransactionalConnection(connection, definition);
        try (var statement = connection.prepareStatement(
                "select set_config('komcert.actor', ?, true), set_config('komcert.compartment', ?, true)")) {
            statement.setString(1, actor.id().toString());
            statement.setString(2, visited(actor));
            statement.execute();
        }
    }

    private static String visited(Actor actor) {
        return actor instanceof Actor.Job job && job.compartment() != null
                ? job.compartment().toString()
                : "";
    }
}
