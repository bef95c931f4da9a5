package de.komcert.app.identity.credentials;

import java.util.Optional;
import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work as the job {@code sign-in}, the only actor that row-level security lets at secrets.
 *
 * <p>The actor is set once for a transaction, so the work gets one of its own and never joins the caller's.
 */
@Component
public class SignInJob {

    /** Who the database sees. The migration names the same id. */
    public static final Actor.Job ACTOR = new Actor.Job("sign-in");

    private final TransactionTemplate ownTransaction;

    SignInJob(PlatformTransactionManager transactions) {
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public <R> R call(Supplier<R> work) {
        return running() ? work.get() : Acting.as(ACTOR, () -> inTransaction(work));
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    @SuppressWarnings("NullAway") // gives what the work gives, which is never null
    private <R> R inTransaction(Supplier<R> work) {
        return ownTransaction.execute(_ -> work.get());
    }

    private static boolean running() {
        return Acting.known().equals(Optional.of(ACTOR))
                && TransactionSynchronizationManager.isActualTransactionActive();
    }
}
