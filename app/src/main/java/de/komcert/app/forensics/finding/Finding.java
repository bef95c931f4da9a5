package de.komcert.app.forensics.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * An event that a rule matched, and what people made of it. Names of people stand in it as signs until it is {@linkplain #read
 * read}.
 *
 * @param analysis the number of the analysis that found it
 * @param number in the analysis, from 1
 * @param seen when it happened, or null where the event tells no time
 * @param fileId the file of the incident it stands in, or null where that is not known
 * @param file the log, with the path in its collection
 * @param record the number of the entry in it
 * @param fields of the event; in a list only those that made the rule match
 * @param comments how many there are
 */
public record Finding(
        UUID id,
        IncidentId incident,
        int analysis,
        long number,
        String rule,
        String title,
        Level level,
        @Nullable Seen seen,
        String host,
        String channel,
        String provider,
        String eventId,
        @Nullable UUID fileId,
        String file,
        long record,
        List<FindingField> fields,
        List<String> tags,
        int comments,
        List<Outcome> outcomes) {

    public Finding {
        fields = List.copyOf(fields);
        tags = List.copyOf(tags);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * When an event happened.
     *
     * @param original as the log says
     * @param ahead how far the clock of its host was ahead of the true time; zero where nobody found that it was
     */
    public record Seen(Instant original, Duration ahead) {

        /** The true time, as far as it is known. */
        public Instant corrected() {
            return original.minus(ahead);
        }

        public boolean isCorrected() {
            return !ahead.isZero();
        }
    }

    /** As people read it. */
    public Finding read(Readable names) {
        return new Finding(
                id,
                incident,
                analysis,
                number,
                rule,
                names.text(title),
                level,
                seen,
                names.text(host),
                names.text(channel),
                names.text(provider),
                names.text(eventId),
                fileId,
                names.text(file),
                record,
                fields.stream().map(field -> field.read(names)).toList(),
                tags,
                comments,
                outcomes);
    }

    /** The fields that made the rule match. */
    public List<FindingField> reasons() {
        return fields.stream().filter(FindingField::reason).toList();
    }

    /** Everything in it that may speak of a person. */
    String words() {
        return Stream.concat(
                        Stream.of(title, host, channel, provider, eventId, file),
                        fields.stream().flatMap(field -> Stream.of(field.name(), field.value())))
                .collect(Collectors.joining("\n"));
    }
}
