package de.komcert.app.forensics.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.incident.Incident;
import de.komcert.logs.Detected;
import de.komcert.sigma.Brevity;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.RuleSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what an analysis has found. */
@Component
public class NewFindings {

    /** So many characters of a value are read. */
    public static final int LONGEST_VALUE = 1_000;

    /** How much of an explanation is read; its values are cut shorter once the names in them are known. */
    public static final Brevity BREVITY = new Brevity(20, 100, LONGEST_VALUE);

    private static final int BATCH = 500;
    private static final int LONGEST_WORDS = 8_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    NewFindings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Keeps them in their order, with signs in place of names.
     *
     * @param files the stored files by the names the findings give
     * @param rules those that found them
     */
    public void keep(
            Incident incident,
            UUID analysis,
            Map<String, UUID> files,
            List<Detected> found,
            RuleSet rules,
            Masking masking) {
        var telling = new Telling(masking, rules);
        for (int from = 0; from < found.size(); from += BATCH) {
            var rows = new Rows(files, masking, telling);
            for (int i = from; i < Math.min(found.size(), from + BATCH); i++) {
                rows.add(found.get(i), i + 1);
            }
            insert(incident, analysis, rows);
        }
    }

    private void insert(Incident incident, UUID analysis, Rows rows) {
        jdbc.sql("""
                        insert into forensics.finding (id, compartment_id, incident_id, analysis_id, number, rule, title,
                            level, ticks, host, channel, provider, event_id, file_id, file, record, fields, entries, words, why)
                        select gen_random_uuid(), ?, ?, ?, f.number, f.rule, f.title, f.level, f.ticks, f.host, f.channel,
                            f.provider, f.event_id, f.file_id, f.file, f.record, f.fields::jsonb, f.entries::jsonb, f.words,
                            f.why::jsonb
                        from unnest(?::bigint[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                            ?::text[])
                            as f (number, rule, title, level, ticks, host, channel, provider, event_id, file_id, file,
                                record, fields, entries, words, why)""")
                .params(Stream.concat(
                                Stream.of(
                                        incident.compartment().value(),
                                        incident.id().value(),
                                        analysis),
                                rows.columns())
                        .toList())
                .update();
    }

    /** The columns of a batch. */
    private final class Rows {
        private final Map<String, UUID> files;
        private final Masking masking;
        private final Telling telling;
        private final List<Long> numbers = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();
        private final List<String> titles = new ArrayList<>();
        private final List<Integer> levels = new ArrayList<>();
        private final List<@Nullable Long> ticks = new ArrayList<>();
        private final List<String> hosts = new ArrayList<>();
        private final List<String> channels = new ArrayList<>();
        private final List<String> providers = new ArrayList<>();
        private final List<String> eventIds = new ArrayList<>();
        private final List<@Nullable UUID> fileIds = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<Long> records = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final List<String> entries = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final List<@Nullable String> whys = new ArrayList<>();

        Rows(Map<String, UUID> files, Masking masking, Telling telling) {
            this.files = files;
            this.masking = masking;
            this.telling = telling;
        }

        void add(Detected one, long number) {
            var at = one.at();
            var shown = fields(one, masking);
            var file = masking.text(Storable.text(at.file()));
            numbers.add(number);
            rules.add(Storable.text(one.head().id()));
            titles.add(Storable.text(one.head().title()));
            levels.add(one.head().level().ordinal());
            ticks.add(Storable.ticks(at.time()));
            hosts.add(masked(at.host(), masking));
            channels.add(masked(at.channel(), masking));
            providers.add(masked(at.provider(), masking));
            eventIds.add(masked(at.eventId(), masking));
            fileIds.add(stored(at.file(), files));
            names.add(file);
            records.add(at.record());
            fields.add(json.writeValueAsString(shown));
            entries.add(json.writeValueAsString(counted(one, masking)));
            words.add(words(
                    Stream.of(titles, hosts, channels, providers, eventIds).map(List::getLast), file, shown));
            var why = telling.why(one);
            whys.add(why == null ? null : json.writeValueAsString(why));
        }

        Stream<Object> columns() {
            return Stream.of(
                    numbers.toArray(Long[]::new),
                    rules.toArray(String[]::new),
                    titles.toArray(String[]::new),
                    levels.toArray(Integer[]::new),
                    ticks.toArray(Long[]::new),
                    hosts.toArray(String[]::new),
                    channels.toArray(String[]::new),
                    providers.toArray(String[]::new),
                    eventIds.toArray(String[]::new),
                    fileIds.toArray(UUID[]::new),
                    names.toArray(String[]::new),
                    records.toArray(Long[]::new),
                    fields.toArray(String[]::new),
                    entries.toArray(String[]::new),
                    words.toArray(String[]::new),
                    whys.toArray(String[]::new));
        }
    }

    private static List<CountedEntry> counted(Detected one, Masking masking) {
        return one.entries().stream()
                .map(entry -> new CountedEntry(
                        masking.text(Storable.text(entry.file())), entry.record(), Storable.ticks(entry.time())))
                .toList();
    }

    private static List<FindingField> fields(Detected one, Masking masking) {
        var reasons = one.reasons().stream().map(Evidence.Field::name).collect(Collectors.toSet());
        var told = new HashSet<>(one.fields());
        return Stream.concat(one.reasons().stream().filter(reason -> !told.contains(reason)), one.fields().stream())
                .map(field -> new FindingField(
                        masking.text(Storable.text(field.name())),
                        masking.beginning(
                                Telling.field(one, field.name()),
                                Storable.text(field.value()),
                                LONGEST_VALUE,
                                Integer.MAX_VALUE),
                        reasons.contains(field.name())))
                .toList();
    }

    /** What is searched: everything a reader of the finding sees. */
    private static String words(Stream<String> first, String file, List<FindingField> fields) {
        var text = Stream.concat(
                        Stream.concat(first, Stream.of(file)), fields.stream().map(FindingField::value))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST_WORDS ? text : Storable.text(text.substring(0, LONGEST_WORDS));
    }

    private static String masked(@Nullable String word, Masking masking) {
        return word == null ? "" : masking.text(Storable.text(word));
    }

    /** The stored file a name begins with: that of a collection stands before the path in it. */
    private static @Nullable UUID stored(String file, Map<String, UUID> files) {
        var whole = files.get(file);
        if (whole != null) {
            return whole;
        }
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            var collection = files.get(file.substring(0, slash));
            if (collection != null) {
                return collection;
            }
        }
        return null;
    }
}
