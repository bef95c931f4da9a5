package de.komcert.app.access;

import java.util.Optional;

/** The current actor, carried by the running call and by nothing that outlives it. */
public final class Acting {

    private static final ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

    private Acting() {}

    /** The actor of the running call. Acting without one is a defect of the program. */
    public static Actor now() {
        return known().orElseThrow(NoActor::new);
    }

    public static Optional<Actor> known() {
        return ACTOR.isBound() ? Optional.of(ACTOR.get()) : Optional.empty();
    }

    /** The person of the running call, for what only a person can do, such as deciding. */
    public static Actor.Person person() {
        if (now() instanceof Actor.Person person) {
            return person;
        }
        throw new NoActor();
    }

    /** Runs the work as this actor. */
    public static <R, X extends Throwable> R as(Actor actor, ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(ACTOR, actor).<R, X>call(work);
    }

    /** Runs the work as this actor. */
    public static void run(Actor actor, Runnable work) {
        ScopedValue.where(ACTOR, actor).run(work);
    }

    /** Somebody reached for data without saying who acts. */
    public static final class NoActor extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NoActor() {
            super("Nobody is acting: run this inside Acting.as(actor, …)");
        }
    }
}
