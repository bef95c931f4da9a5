package de.komcert.app.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements that are prepared on the connections of the application, and remembers them. */
public class CountedStatements implements BeanPostProcessor {

    private final List<String> prepared = new CopyOnWriteArrayList<>();
    private volatile boolean counting;

    /** How many statements this work sends. */
    public int during(Work work) throws Exception {
        return of(work).size();
    }

    /** The statements this work sends, in their order. */
    public List<String> of(Work work) throws Exception {
        prepared.clear();
        counting = true;
        try {
            work.run();
            return List.copyOf(prepared);
        } finally {
            counting = false;
        }
    }

    /** Something that reads or writes. */
    public interface Work {
        void run() throws Exception;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource source ? new Counting(source) : bean;
    }

    /** A job that wakes up meanwhile does not belong to the work. */
    private static boolean ofAJob() {
        var thread = Thread.currentThread().getName();
        return thread.equals("analyses") || thread.startsWith("scheduling-");
    }

    private final class Counting extends DelegatingDataSource {

        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (counting
                                && !ofAJob()
                                && (method.getName().equals("prepareStatement")
                                        || method.getName().equals("createStatement"))) {
                            prepared.add(arguments == null ? "" : String.valueOf(arguments[0]));
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}
