package de.komcert.traces.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.evtx.JsonLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON value as a tree, for records whose meaning hangs on what stands in them where. */
sealed interface Json {

    /** An object; of a name that comes twice the first counts. */
    record Members(Map<String, Json> all) implements Json {
        @Override
        public void write(JsonLine into) {
            into.open();
            all.forEach((name, value) -> value.write(into.name(name)));
            into.close();
        }
    }

    record Items(List<Json> all) implements Json {
        @Override
        public void write(JsonLine into) {
            into.openList();
            all.forEach(item -> item.write(into));
            into.closeList();
        }
    }

    /** @param isBare whether it stands without quotation marks: a number or a truth value */
    record Word(String text, boolean isBare) implements Json {
        @Override
        public void write(JsonLine into) {
            if (isBare) {
                into.literal(text);
            } else {
                into.text(text);
            }
        }
    }

    record Nothing() implements Json {
        @Override
        public void write(JsonLine into) {
            into.text(null);
        }
    }

    JsonFactory FACTORY = new JsonFactory();
    int DEEPEST = 64;

    void write(JsonLine into);

    /** As short as JSON can be written. */
    default String compact() {
        var line = new JsonLine();
        write(line);
        return line.toString();
    }

    /** The object or list that a text is; null where it is none, is broken or goes too deep. */
    static @Nullable Json read(byte[] text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var token = parser.nextToken();
            if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
                return null;
            }
            var value = value(parser, token, 1);
            return parser.nextToken() == null ? value : null;
        } catch (JacksonException | TooDeep broken) {
            return null;
        }
    }

    private static Json value(JsonParser parser, JsonToken token, int depth) {
        if (depth > DEEPEST) {
            throw new TooDeep();
        }
        return switch (token) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Json>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    members.putIfAbsent(name, value(parser, parser.nextToken(), depth + 1));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Json>();
                for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next, depth + 1));
                }
                yield new Items(items);
            }
            case VALUE_NULL -> new Nothing();
            case VALUE_STRING -> new Word(parser.getString(), false);
            default -> new Word(parser.getString(), true);
        };
    }

    /** Nested further than anything that was exported. */
    final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooDeep() {
            super(null, null, false, false);
        }
    }
}
