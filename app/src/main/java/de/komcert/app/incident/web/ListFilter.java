package de.komcert.app.incident.web;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.Incident;
import de.komcert.app.shared.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents a list shows, as its form sends it; whatever is absent filters nothing.
 *
 * @param zustand the states; the running ones unless something else is chosen
 * @param uebung exercises among the others, or only the ones or only the others
 * @param meine only those one leads
 * @param ueberfaellig only those with a task or a next look past its time
 */
record ListFilter(
        @Nullable Shown zustand,
        @Nullable String suche,
        @Nullable UUID einrichtung,
        @Nullable Severity schwere,
        @Nullable Exercises uebung,
        @Nullable Boolean meine,
        @Nullable Boolean ueberfaellig) {

    /** Which states the list shows. */
    enum Shown {
        RUNNING(List.of(Incident.State.OPEN, Incident.State.PARKED)),
        OPEN(List.of(Incident.State.OPEN)),
        PARKED(List.of(Incident.State.PARKED)),
        CLOSED(List.of(Incident.State.CLOSED)),
        /** No incidents any more: what is left of them. */
        ERASED(List.of()),
        ALL(List.of());

        private final List<Incident.State> states;

        Shown(List<Incident.State> states) {
            this.states = states;
        }

        List<Incident.State> states() {
            return states;
        }
    }

    /** Whether exercises stand among real incidents. */
    enum Exercises {
        WITH,
        WITHOUT,
        ONLY
    }

    Shown shown() {
        return zustand == null ? Shown.RUNNING : zustand;
    }

    String search() {
        return suche == null ? "" : suche;
    }

    Exercises exercises() {
        return uebung == null ? Exercises.WITH : uebung;
    }

    boolean onlyMine() {
        return Boolean.TRUE.equals(meine);
    }

    boolean onlyOverdue() {
        return Boolean.TRUE.equals(ueberfaellig);
    }

    /** Whether anything is left out beyond the ended ones, so that an empty list can say why it is empty. */
    boolean narrows() {
        return !search().isBlank()
                || shown() == Shown.OPEN
                || shown() == Shown.PARKED
                || einrichtung != null
                || schwere != null
                || exercises() != Exercises.WITH
                || onlyMine()
                || onlyOverdue();
    }

    boolean admits(Incident incident) {
        return (schwere == null || incident.classification().severity() == schwere)
                && (!onlyMine() || incident.lead().value().equals(Acting.now().id()))
                && switch (exercises()) {
                    case WITH -> true;
                    case WITHOUT -> !incident.exercise();
                    case ONLY -> incident.exercise();
                };
    }
}
