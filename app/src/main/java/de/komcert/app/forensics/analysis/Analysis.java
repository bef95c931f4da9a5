package de.komcert.app.forensics.analysis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * An analysis of some files of an incident.
 *
 * @param number in the incident, from 1
 * @param zone in which times without one are read
 * @param files what is evaluated, as it was called when it was asked for
 * @param reason why it failed, in a sentence, or empty
 */
public record Analysis(
        UUID id,
        CompartmentId compartment,
        IncidentId incident,
        UUID order,
        int number,
        String zone,
        List<AnalysedFile> files,
        PersonId requestedBy,
        Instant requestedAt,
        State state,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt,
        Progress progress,
        RulesUsed rules,
        String reason) {

    public Analysis {
        files = List.copyOf(files);
    }

    /** Where it stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED;

        /** Whether something is still to come. */
        public boolean open() {
            return this == WAITING || this == RUNNING;
        }
    }

    /**
     * A file it evaluates.
     *
     * @param einrichtung where it comes from, as it was called then; empty where nobody said
     */
    public record AnalysedFile(UUID id, String name, long size, String sha256, String einrichtung) {}

    /**
     * How far it has come, and in the end how much it was.
     *
     * @param files how many logs were found in the files
     * @param passedOver how many files in collections are no logs
     * @param outside entries outside the period that was ordered
     */
    public record Progress(
            long bytes,
            long bytesTotal,
            long entries,
            long findings,
            int files,
            int passedOver,
            long outside,
            long problems) {

        /** In hundredths of what is to be read. */
        public int percent() {
            return bytesTotal == 0 ? 0 : (int) Math.min(100, bytes * 100 / bytesTotal);
        }
    }

    /**
     * The rules it was held against.
     *
     * @param waiting how many wait for lists
     * @param refused how many could not be loaded
     * @param noted how many are used although something is wrong with them
     * @param hash over all rule files, as the field tool's manifest states it
     * @param lists the names of the lists that rules were filled with
     * @param listsHash over their values, empty where there were none
     * @param program the version of the program
     */
    public record RulesUsed(
            int count,
            int waiting,
            int refused,
            int noted,
            String hash,
            List<String> lists,
            String listsHash,
            String program) {

        public RulesUsed {
            lists = List.copyOf(lists);
        }

        /** How much is wrong with the rules. */
        public int problems() {
            return refused + noted;
        }
    }
}
