package de.komcert.evtx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The templates met so far: by their place in the current chunk, which is fast, and by their shape, so that each is
 * compiled once however many chunks and files hold it. Bounded: a log that invents templates makes it forget.
 */
final class Templates {

    private static final int HEADER = 24;
    private static final int PLACES = 1024;
    /** What one chunk may make us read again and again by templates that overlap. */
    private static final int MAX_READ_IN_CHUNK = 4 * 1024 * 1024;

    private static final int MAX_KEPT = 8 * 1024 * 1024;

    private final ShapeReader reader = new ShapeReader();
    private final TemplateCompiler compiler;
    private final Map<Shape, Template> byShape = new HashMap<>();
    private final Map<Integer, Template> byIdentity = new HashMap<>();
    private long kept;

    private byte[] chunk = {};
    private final int[] places = new int[PLACES];
    private final @Nullable Template[] templates = new Template[PLACES];
    private final @Nullable Malformed[] failures = new Malformed[PLACES];
    private int filled;
    private int read;

    Templates(Fields fields) {
        compiler = new TemplateCompiler(fields);
    }

    /** Names and places of another chunk mean nothing in this one. */
    void enter(byte[] newChunk) {
        chunk = newChunk;
        read = 0;
        forgetPlaces();
    }

    /** Templates of other files must not stand in for lost ones. */
    void enterFile() {
        byIdentity.clear();
    }

    private void forgetPlaces() {
        Arrays.fill(places, 0);
        Arrays.fill(templates, null);
        Arrays.fill(failures, null);
        filled = 0;
    }

    /** The template whose definition lies at this offset of the chunk. */
    Template at(int offset) throws Malformed {
        if (offset < HEADER) {
            throw Malformed.at(0, "the template lies outside the chunk");
        }
        int place = (offset * 0x9e37_79b1) >>> 22;
        while (places[place] != 0 && places[place] != offset) {
            place = (place + 1) % PLACES;
        }
        if (places[place] == 0) {
            if (++filled > PLACES / 2) {
                forgetPlaces();
                filled = 1;
                place = (offset * 0x9e37_79b1) >>> 22;
            }
            places[place] = offset;
            learn(offset, place);
        }
        var failure = failures[place];
        if (failure != null) {
            throw failure;
        }
        var template = templates[place];
        if (template == null) {
            throw Malformed.at(offset, "the template is lost");
        }
        return template;
    }

    private void learn(int offset, int place) {
        try {
            int end = end(offset);
            read += end - offset;
            if (read > MAX_READ_IN_CHUNK) {
                throw Malformed.limit(offset, "the templates of this chunk overlap too often");
            }
            var template = compiled(reader.template(chunk, offset + HEADER, end));
            byIdentity.put(identity(offset), template);
            templates[place] = template;
        } catch (Malformed e) {
            failures[place] = e;
        }
    }

    /** Where the definition at this offset ends. */
    int end(int offset) throws Malformed {
        if (offset < 0 || offset > chunk.length - HEADER) {
            throw Malformed.at(Math.max(0, offset), "the template lies outside the chunk");
        }
        long end = offset + HEADER + LittleEndian.u32(chunk, offset + 20);
        if (end > chunk.length) {
            throw Malformed.at(offset, "the template is larger than the chunk");
        }
        return (int) end;
    }

    /** The first four bytes of its GUID, which each record that uses it repeats. */
    int identity(int offset) {
        return LittleEndian.i32(chunk, offset + 4);
    }

    /** A template of that identity from elsewhere in this file, if it takes that many values. */
    @Nullable
    Template lookalike(int identity, int values) {
        var template = byIdentity.get(identity);
        return template != null && template.slots() == values ? template : null;
    }

    /** Reads the inline fragment at this offset; its texts are then in {@link #inlineTexts()}. */
    Template inline(int from, int end) throws Malformed {
        return compiled(reader.inline(chunk, from, end));
    }

    ShapeReader inlineTexts() {
        return reader;
    }

    Template ofLost(int values, boolean insideAnother) {
        return compiled(Shape.ofLostTemplate(values, insideAnother));
    }

    private Template compiled(Shape shape) {
        var known = byShape.get(shape);
        if (known != null) {
            return known;
        }
        var template = compiler.compile(shape);
        kept += shape.bytes().length + 256;
        if (kept > MAX_KEPT) {
            byShape.clear();
            byIdentity.clear();
            kept = shape.bytes().length;
        }
        byShape.put(shape, template);
        return template;
    }
}
