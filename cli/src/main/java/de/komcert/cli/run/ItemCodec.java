package de.komcert.cli.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.logs.Detected;
import de.komcert.logs.Match;
import de.komcert.logs.Reference;
import de.komcert.logs.Sorting;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Head;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Rule;
import de.komcert.sigma.Text;
import de.komcert.traces.Problem;
import de.komcert.traces.census.Census;
import org.jspecify.annotations.Nullable;

/** Items as bytes. A rule is written as its place among all rules, so both sides need the same ones. */
final class ItemCodec {

    private static final int LINES = 1;
    private static final int TIMED = 2;
    private static final int WRONG = 3;
    private static final int HIT = 4;
    private static final int CANDIDATE = 5;
    private static final int MET = 6;
    private static final int READ = 7;
    private static final int UNDECIDED = 8;

    private final List<Rule> rules;
    private final Map<Head, Integer> places = new HashMap<>();

    ItemCodec(List<Rule> rules) {
        this.rules = rules;
        for (int i = 0; i < rules.size(); i++) {
            places.put(rules.get(i).head(), i);
        }
    }

    // ---- writing ----

    void write(Item item, DataOutputStream out) throws IOException {
        switch (item) {
            case Item.Lines(var bytes) -> {
                out.writeByte(LINES);
                write(bytes, out);
            }
            case Item.Timed(var lines, var bytes) -> {
                out.writeByte(TIMED);
                out.writeInt(bytes);
                out.writeInt(lines.size());
                for (var line : lines) {
                    out.writeLong(line.time());
                    write(line.bytes(), out);
                }
            }
            case Item.Wrong(var trouble) -> {
                out.writeByte(WRONG);
                write(trouble.file(), out);
                write(trouble.problem().kind(), out);
                write(trouble.problem().message(), out);
                out.writeLong(trouble.problem().offset());
                out.writeBoolean(trouble.problem().costsContent());
            }
            case Item.Matched(Match.Hit(var detected)) -> {
                out.writeByte(HIT);
                write(detected, out);
            }
            case Item.Matched(Match.Candidate(var rule, var at, var event)) -> {
                out.writeByte(CANDIDATE);
                write(rule, out);
                write(at, out);
                write(event, out);
            }
            case Item.Matched(Match.Undecided(var rule, var at)) -> {
                out.writeByte(UNDECIDED);
                write(rule, out);
                write(at, out);
            }
            case Item.Matched(Match.Met(var census)) -> {
                out.writeByte(MET);
                census.write(out);
            }
            case Item.Read(var entries, var bytes, var ends) -> {
                out.writeByte(READ);
                out.writeLong(entries);
                out.writeLong(bytes);
                out.writeBoolean(ends);
            }
        }
    }

    private void write(Detected detected, DataOutputStream out) throws IOException {
        write(detected.rule(), out);
        write(detected.at(), out);
        write(detected.reasons(), out);
        write(detected.fields(), out);
        out.writeInt(detected.entries().size());
        for (var entry : detected.entries()) {
            write(entry, out);
        }
    }

    private void write(Rule rule, DataOutputStream out) throws IOException {
        var place = places.get(rule.head());
        if (place == null) {
            throw new IllegalStateException("A rule that was not loaded matched: " + rule.head());
        }
        out.writeInt(place);
    }

    private static void write(Reference entry, DataOutputStream out) throws IOException {
        write(entry.file(), out);
        out.writeLong(entry.record());
        out.writeLong(entry.time());
        write(entry.host(), out);
        write(entry.channel(), out);
        write(entry.provider(), out);
        write(entry.eventId(), out);
        out.writeBoolean(entry.isResidue());
    }

    private static void write(List<Evidence.Field> fields, DataOutputStream out) throws IOException {
        out.writeInt(fields.size());
        for (var field : fields) {
            write(field.name(), out);
            write(field.value(), out);
        }
    }

    private static void write(Event event, DataOutputStream out) throws IOException {
        write(event.source(), out);
        out.writeInt(event.layout().size());
        for (int slot = 0; slot < event.layout().size(); slot++) {
            write(event.layout().names().get(slot), out);
            out.writeInt(event.count(slot));
            for (int i = 0; i < event.count(slot); i++) {
                var text = new Text();
                if (!event.isNull(slot, i)) {
                    event.text(slot, i, text);
                }
                write(event.isNull(slot, i) ? null : text.toString(), out);
            }
        }
    }

    private static void write(LogSource source, DataOutputStream out) throws IOException {
        write(source.product(), out);
        write(source.category(), out);
        write(source.service(), out);
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            // Not UTF-8: a half surrogate pair has to come back as it was.
            write(text.getBytes(StandardCharsets.UTF_16BE), out);
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    // ---- reading ----

    Item read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case LINES -> new Item.Lines(bytes(in));
            case TIMED -> {
                int bytes = in.readInt();
                var lines = new ArrayList<Sorting.Line>();
                for (int i = in.readInt(); i > 0; i--) {
                    lines.add(new Sorting.Line(in.readLong(), bytes(in)));
                }
                yield new Item.Timed(lines, bytes);
            }
            case WRONG ->
                new Item.Wrong(new Trouble(text(in), new Problem(text(in), text(in), in.readLong(), in.readBoolean())));
            case HIT -> new Item.Matched(new Match.Hit(detected(in)));
            case CANDIDATE -> new Item.Matched(new Match.Candidate(single(in), reference(in), event(in)));
            case UNDECIDED -> new Item.Matched(new Match.Undecided(single(in), reference(in)));
            case MET -> new Item.Matched(new Match.Met(Census.read(in)));
            case READ -> new Item.Read(in.readLong(), in.readLong(), in.readBoolean());
            default -> throw new StreamCorruptedException("No item of kind " + kind);
        };
    }

    private Detected detected(DataInputStream in) throws IOException {
        var rule = rule(in);
        var at = reference(in);
        var reasons = fields(in);
        var fields = fields(in);
        var entries = new ArrayList<Reference>();
        for (int i = in.readInt(); i > 0; i--) {
            entries.add(reference(in));
        }
        return new Detected(rule, at, reasons, fields, List.copyOf(entries));
    }

    private Rule rule(DataInputStream in) throws IOException {
        int place = in.readInt();
        if (place < 0 || place >= rules.size()) {
            throw new StreamCorruptedException("No rule at place " + place);
        }
        return rules.get(place);
    }

    private Rule.Detection single(DataInputStream in) throws IOException {
        if (rule(in) instanceof Rule.Detection rule) {
            return rule;
        }
        throw new StreamCorruptedException("The rule is none for single events");
    }

    private static Reference reference(DataInputStream in) throws IOException {
        return new Reference(
                text(in),
                in.readLong(),
                in.readLong(),
                optional(in),
                optional(in),
                optional(in),
                optional(in),
                in.readBoolean());
    }

    private static List<Evidence.Field> fields(DataInputStream in) throws IOException {
        var fields = new ArrayList<Evidence.Field>();
        for (int i = in.readInt(); i > 0; i--) {
            fields.add(new Evidence.Field(text(in), text(in)));
        }
        return List.copyOf(fields);
    }

    private static Event event(DataInputStream in) throws IOException {
        var source = source(in);
        var fields = new LinkedHashMap<String, List<@Nullable String>>();
        for (int slot = in.readInt(); slot > 0; slot--) {
            var values = new ArrayList<@Nullable String>();
            fields.put(text(in), values);
            for (int i = in.readInt(); i > 0; i--) {
                values.add(optional(in));
            }
        }
        return Event.of(source, fields);
    }

    private static LogSource source(DataInputStream in) throws IOException {
        return LogSource.of(optional(in), optional(in), optional(in));
    }

    private static String text(DataInputStream in) throws IOException {
        var text = optional(in);
        if (text == null) {
            throw new StreamCorruptedException("A text is missing");
        }
        return text;
    }

    private static @Nullable String optional(DataInputStream in) throws IOException {
        return in.readBoolean() ? new String(bytes(in), StandardCharsets.UTF_16BE) : null;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
        if (length < 0 || bytes.length < length) {
            throw new StreamCorruptedException("A value breaks off");
        }
        return bytes;
    }
}
