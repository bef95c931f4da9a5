package de.komcert.sigma.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML into a small tree that remembers its lines.
 *
 * <p>The tree is built from parser events and not by the library's own composer, because a rule may come from anywhere:
 * nesting deeper than {@value #MAX_DEPTH}, more than {@value #MAX_NODES} nodes (with every use of an alias counted at
 * full size) or more than {@value #MAX_CHARS} characters are refused before they cost anything.
 */
public final class Yaml {

    static final int MAX_DEPTH = 32;
    static final int MAX_NODES = 200_000;
    /** So many characters a file may have. */
    public static final int MAX_CHARS = 4_000_000;

    /** A node of the tree; {@code line} counts from 1, {@code size} is the number of nodes below and including it. */
    public sealed interface Node {
        int line();

        int size();
    }

    /** A text; {@code plain} says that it stood without quotes, so that {@code null} and {@code 1} have their meaning. */
    public record Scalar(int line, String text, boolean plain) implements Node {
        @Override
        public int size() {
            return 1;
        }

        /** Whether it stands there for nothing, as {@code ~} and {@code null} do. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    public record Sequence(int line, int size, List<Node> items) implements Node {}

    /** A key and what it is for; {@code line} is that of the key. */
    public record Entry(int line, String key, Node value) {}

    /** A map, in the order of the file. */
    public record Mapping(int line, int size, List<Entry> entries) implements Node {

        /** What stands under a key; null where nothing does. */
        public @Nullable Node get(String key) {
            for (var entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }
    }

    /** Whoever is told why a file cannot be used as it is. */
    @FunctionalInterface
    public interface Refusals {
        void refuse(int line, String reason);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;

        Refused(int line, String reason) {
            super(reason);
            this.line = line;
        }
    }

    private final Iterator<Event> events;
    private final Refusals refusals;
    private final Map<String, Node> anchors = new HashMap<>();
    private int nodes;

    private Yaml(Iterator<Event> events, Refusals refusals) {
        this.events = events;
        this.refusals = refusals;
    }

    /**
     * The documents of a file; what stands behind a place that cannot be read is reported and left out.
     *
     * @param name of the file
     * @param content its text
     */
    public static List<Node> read(String name, String content, Refusals refusals) {
        var documents = new ArrayList<Node>();
        if (content.length() > MAX_CHARS) {
            refusals.refuse(1, "The file is larger than " + MAX_CHARS + " characters; split it.");
            return documents;
        }
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(MAX_CHARS)
                // The library's reader fails where a character outside the basic plane straddles its buffer.
                .setBufferSize(content.length() + 2)
                .setParseComments(false)
                .build();
        try {
            var text = content.startsWith("\uFEFF") ? content.substring(1) : content;
            var yaml = new Yaml(new ParserImpl(settings, new StreamReader(settings, text)), refusals);
            yaml.documents(documents);
        } catch (Refused refused) {
            refusals.refuse(refused.line, String.valueOf(refused.getMessage()));
        } catch (MarkedYamlEngineException broken) {
            var line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            refusals.refuse(line, "This is not valid YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            refusals.refuse(1, "This is not valid YAML: " + broken.getMessage());
        }
        return documents;
    }

    /** The texts that stand in a node, alone or in a list; what is no text is passed over. */
    public static List<String> texts(Node node) {
        var items = node instanceof Sequence list ? list.items() : List.of(node);
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text());
            }
        }
        return List.copyOf(texts);
    }

    private void documents(List<Node> documents) {
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                anchors.clear();
                var node = node(events.next(), 1);
                if (!(node instanceof Scalar scalar && scalar.isNull())) {
                    documents.add(node);
                }
            }
        }
    }

    private Node node(Event event, int depth) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (depth > MAX_DEPTH) {
            throw new Refused(line, "The file is nested deeper than " + MAX_DEPTH + " levels.");
        }
        if (event instanceof AliasEvent alias) {
            var meant = anchors.get(alias.getAlias().getValue());
            if (meant == null) {
                throw new Refused(line, "The alias *" + alias.getAlias().getValue() + " names nothing before it.");
            }
            count(meant.size(), line);
            return meant;
        }
        count(1, line);
        var node = switch (event) {
            case ScalarEvent scalar ->
                new Scalar(line, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
            case SequenceStartEvent start -> sequence(line, depth);
            case MappingStartEvent start -> mapping(line, depth);
            default -> throw new Refused(line, "Something other than a text, a list or a map stands here.");
        };
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private void count(int more, int line) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new Refused(line, "The file unfolds to more than " + MAX_NODES + " values.");
        }
    }

    private Sequence sequence(int line, int depth) {
        var items = new ArrayList<Node>();
        int size = 1;
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            var item = node(event, depth + 1);
            items.add(item);
            size += item.size();
        }
        return new Sequence(line, size, List.copyOf(items));
    }

    private Mapping mapping(int line, int depth) {
        var entries = new ArrayList<Entry>();
        var keys = new HashMap<String, Integer>();
        int size = 1;
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            if (!(node(event, depth + 1) instanceof Scalar key)) {
                throw new Refused(line, "A key of this map is itself a list or a map.");
            }
            var value = node(events.next(), depth + 1);
            size += 1 + value.size();
            var before = keys.put(key.text(), key.line());
            if (before != null) {
                refusals.refuse(key.line(), "The key »" + key.text() + "« stands in line " + before + " already.");
            }
            entries.add(new Entry(key.line(), key.text(), value));
        }
        return new Mapping(line, size, List.copyOf(entries));
    }
}
