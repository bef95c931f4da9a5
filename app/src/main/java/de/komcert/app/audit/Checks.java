package de.komcert.app.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import de.komcert.app.access.CompartmentId;
import org.springframework.stereotype.Component;

/**
 * Full checks of the chains, and when each took place.
 *
 * <p>A check reads every link, however old, and is not shortened: a check of the new links alone would say nothing about
 * a change in the old ones. What a page shows is therefore the result of the last full check with its time, and the
 * check is repeated when it is more than {@value #FRESH_MINUTES} minutes old. Results are kept in memory only, where
 * whoever owns the database cannot write.
 */
@Component
public class Checks {

    private static final int FRESH_MINUTES = 10;
    private static final Duration FRESH = Duration.ofMinutes(FRESH_MINUTES);

    private final Chain chain;
    private final Clock clock;
    private final Map<CompartmentId, Check> last = new ConcurrentHashMap<>();

    Checks(Chain chain, Clock clock) {
        this.chain = chain;
        this.clock = clock;
    }

    /** A full check: what it found, up to which head, and when. */
    public record Check(Verification result, Chain.Head head, Instant at) {}

    /** The last full check while it is fresh and its head still stands in the chain; otherwise a new one. */
    public Check recent(CompartmentId compartment) {
        var known = last.get(compartment);
        return known != null && fresh(known) && stands(compartment, known.head()) ? known : now(compartment);
    }

    /** Checks the whole chain now. */
    public Check now(CompartmentId compartment) {
        var check = chain.check(compartment, clock.instant());
        last.values().removeIf(old -> !fresh(old));
        last.put(compartment, check);
        return check;
    }

    private boolean fresh(Check check) {
        return check.at().plus(FRESH).isAfter(clock.instant());
    }

    /** Also false for whoever does not see the compartment, so that they get an empty chain and not a remembered one. */
    private boolean stands(CompartmentId compartment, Chain.Head head) {
        return chain.hash(compartment, head.number())
                .filter(hash -> Arrays.equals(hash, head.hash()))
                .isPresent();
    }
}
