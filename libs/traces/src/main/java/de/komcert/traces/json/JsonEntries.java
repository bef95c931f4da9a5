package de.komcert.traces.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.Problem;
import de.komcert.traces.text.Lines;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads events that are JSON objects, one in each line. A line that is none is a problem, and the next one is read. */
public final class JsonEntries implements EntryReader {

    private static final int MAX_DEPTH = 64;
    /** The names of a line come to no more characters together: each is told with those of the objects around it. */
    private static final int MAX_SPELT = 1 << 26;

    private static final char[] TRUE = {'t', 'r', 'u', 'e'};
    private static final char[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final JsonFactory factory = new JsonFactory();
    private final UsualJson usual = new UsualJson(MAX_DEPTH, MAX_SPELT);
    private final JsonEntry entry = new JsonEntry();
    private final Lines lines;
    private final Consumer<Problem> problems;
    private final boolean takesShortcuts;
    private int spelt;

    /** @param problems gets each problem when it is met */
    public JsonEntries(InputStream in, Consumer<Problem> problems) {
        this(in, problems, true);
    }

    /** @param takesShortcuts whether lines as they usually are need no parser */
    JsonEntries(InputStream in, Consumer<Problem> problems, boolean takesShortcuts) {
        this.lines = new Lines(in);
        this.problems = problems;
        this.takesShortcuts = takesShortcuts;
    }

    @Override
    public boolean next() throws IOException {
        while (lines.next()) {
            if (lines.isTooLong()) {
                report("LINE_TOO_LONG", "Line " + lines.number() + " is longer than 16 MiB");
            } else if (!isBlank() && read()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    private boolean isBlank() {
        for (int i = lines.from(); i < lines.from() + lines.length(); i++) {
            if (lines.bytes()[i] > ' ' || lines.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean read() {
        entry.begin(lines.number());
        if (takesShortcuts && usual.read(lines.bytes(), lines.from(), lines.from() + lines.length(), entry)) {
            entry.end();
            return true;
        }
        entry.begin(lines.number());
        try (var parser =
                factory.createParser(ObjectReadContext.empty(), lines.bytes(), lines.from(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                report("NOT_AN_OBJECT", "Line " + lines.number() + " is no JSON object");
                return false;
            }
            spelt = 0;
            object(parser, "", 1);
            if (parser.nextToken() != null) {
                report("NOT_JSON", "Line " + lines.number() + " goes on behind its JSON object");
                return false;
            }
        } catch (JacksonException broken) {
            report("NOT_JSON", "Line " + lines.number() + " is no complete JSON object");
            return false;
        } catch (TooDeep nested) {
            report("TOO_DEEP", "Line " + lines.number() + " is nested too deep");
            return false;
        }
        entry.end();
        return true;
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooDeep() {
            super(null, null, false, false);
        }
    }

    private void object(JsonParser parser, String prefix, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TooDeep();
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
            spelt += name.length();
            if (spelt > MAX_SPELT) {
                throw new TooDeep();
            }
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(parser, name + ".", depth + 1);
            } else {
                entry.field(name);
                value(parser, token, name, depth);
            }
        }
    }

    private void value(JsonParser parser, JsonToken token, String name, int depth) {
        switch (token) {
            case START_ARRAY -> list(parser, name, depth + 1);
            case VALUE_TRUE -> entry.value(TRUE, 0, TRUE.length, true);
            case VALUE_FALSE -> entry.value(FALSE, 0, FALSE.length, true);
            case VALUE_NULL -> entry.value(null, 0, 0, false);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                entry.value(
                        parser.getStringCharacters(),
                        parser.getStringOffset(),
                        parser.getStringLength(),
                        token != JsonToken.VALUE_STRING);
            case NOT_AVAILABLE, START_OBJECT, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("No value: " + token);
        }
    }

    /** Objects in a list are fields of their own, several of the same name. */
    private void list(JsonParser parser, String name, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TooDeep();
        }
        boolean begun = true;
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                object(parser, name + ".", depth + 1);
                begun = false;
            } else {
                if (!begun) {
                    entry.field(name);
                    begun = true;
                }
                value(parser, token, name, depth);
            }
        }
    }

    private void report(String kind, String message) {
        problems.accept(new Problem(kind, message, lines.offset(), true));
    }
}
