package de.komcert.evtx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import de.komcert.evtx.LogWriter.Element;
import de.komcert.evtx.LogWriter.Tokens;
import de.komcert.evtx.LogWriter.Val;

import static de.komcert.evtx.LogWriter.attribute;
import static de.komcert.evtx.LogWriter.bytes;
import static de.komcert.evtx.LogWriter.data;
import static de.komcert.evtx.LogWriter.element;
import static de.komcert.evtx.LogWriter.i64;
import static de.komcert.evtx.LogWriter.inline;
import static de.komcert.evtx.LogWriter.nothing;
import static de.komcert.evtx.LogWriter.optional;
import static de.komcert.evtx.LogWriter.slot;
import static de.komcert.evtx.LogWriter.string;
import static de.komcert.evtx.LogWriter.strings;
import static de.komcert.evtx.LogWriter.template;
import static de.komcert.evtx.LogWriter.u32;
import static de.komcert.evtx.LogWriter.u8;

/** The peculiar logs that we generate: one for each folder of {@code src/test/resources/cases}. */
final class Cases {

    static final Element LOGON = element("EventData").with(data("TargetUserName", slot(0)), data("LogonType", slot(1)));

    private static final int FIRST_CHUNK = 4096;
    private static final int FIRST_RECORD = FIRST_CHUNK + 512;
    private static final int FREE_SPACE = FIRST_CHUNK + 48;

    private Cases() {}

    static final Map<String, Supplier<byte[]>> ALL = all();

    private static Map<String, Supplier<byte[]>> all() {
        var cases = new LinkedHashMap<String, Supplier<byte[]>>();
        cases.put("value-types", Cases::valueTypes);
        cases.put("arrays", Cases::arrays);
        cases.put("arrays-of-every-type", Cases::arraysOfEveryType);
        cases.put("xml-as-a-value", Cases::xmlAsAValue);
        cases.put("names-with-spaces", Cases::namesWithSpaces);
        cases.put("nested-templates", Cases::nestedTemplates);
        cases.put("user-data", Cases::userData);
        cases.put("forwarded-event", Cases::forwardedEvent);
        cases.put("several-fragments", Cases::severalFragments);
        cases.put("optional-and-dependent", Cases::optionalAndDependent);
        cases.put("escapes", Cases::escapes);
        cases.put("repeated-names", Cases::repeatedNames);
        cases.put("wrong-file-header", () -> changed(healthy(), 0, 'X'));
        cases.put("wrong-checksums", () -> changed(changed(healthy(), FIRST_CHUNK + 52, 1), FIRST_CHUNK + 0x7c, 1));
        cases.put("missing-checksums", Cases::missingChecksums);
        cases.put("destroyed-chunk-magic", () -> changed(healthy(), FIRST_CHUNK, 0, 0, 0, 0));
        cases.put("bad-name-chains", Cases::badNameChains);
        cases.put("truncated", () -> Arrays.copyOf(healthy(), second() + 65536 + 100));
        cases.put("dirty-tail", Cases::dirtyTail);
        cases.put("header-states-too-much", () -> put(healthy(), FREE_SPACE, 65536));
        cases.put("broken-record-size", () -> put(healthy(), second() + 4, 0x1234_5678));
        cases.put("record-size-zero", () -> put(healthy(), second() + 4, 0));
        cases.put("lost-record-mark", () -> put(healthy(), second(), 0));
        cases.put("overwritten-records", () -> changed(healthy(), second(), new int[40]));
        cases.put("lost-template", Cases::lostTemplate);
        cases.put("borrowed-template", Cases::borrowedTemplate);
        cases.put("empty-chunk-between", Cases::emptyChunkBetween);
        cases.put("garbage-behind", Cases::garbageBehind);
        cases.put("odd-value-sizes", Cases::oddValueSizes);
        cases.put("values-cut-off", Cases::valuesCutOff);
        cases.put("depth-bomb", Cases::depthBomb);
        cases.put("nesting-bomb", Cases::nestingBomb);
        cases.put("size-bomb", Cases::sizeBomb);
        cases.put(
                "no-log-at-all",
                () -> "Das ist kein Ereignisprotokoll.".repeat(5000).getBytes(StandardCharsets.UTF_8));
        cases.put("empty-file", () -> new byte[0]);
        return Collections.unmodifiableMap(cases);
    }

    /** Two chunks with three records each, numbered from 1. */
    static byte[] healthy() {
        var log = new LogWriter();
        for (int id = 1; id <= 6; id++) {
            if (id == 4) {
                log.nextChunk();
            }
            logon(log, id, "benutzer" + id);
        }
        return log.bytes();
    }

    static LogWriter logon(LogWriter log, long id, String user) {
        return log.event(id, 4624, template(LOGON, string(user), u32((int) id)));
    }

    private static int second() {
        var log = healthy();
        return FIRST_RECORD
                + ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN).getInt(FIRST_RECORD + 4);
    }

    private static byte[] valueTypes() {
        var values = List.of(
                nothing(),
                string("Bürgerbüro"),
                bytes(2, 'B', 0xfc, 'r', 'o', 0x80, 0),
                bytes(3, 0x80),
                bytes(4, 0xff),
                bytes(5, 0, 0x80),
                bytes(6, 0xff, 0xff),
                bytes(7, 0, 0, 0, 0x80),
                bytes(8, 0xff, 0xff, 0xff, 0xff),
                i64(9, Long.MIN_VALUE),
                i64(10, -1),
                new Val(11, intBytes(Float.floatToIntBits(0.1f)), null, null, null),
                i64(12, Double.doubleToLongBits(-2.5e-300)),
                i64(12, Double.doubleToLongBits(Double.NEGATIVE_INFINITY)),
                bytes(13, 16, 0, 0, 0),
                bytes(13, 0, 0, 0, 0),
                bytes(14, 0xde, 0xad, 0xbe, 0xef),
                bytes(15, 0x25, 0x96, 0x84, 0x54, 0x78, 0x54, 0x94, 0x49, 0xa5, 0xba, 0x3e, 0x3b, 3, 0x28, 0xc3, 0x0d),
                bytes(16, 0xe7, 3, 0, 0),
                i64(16, 0x7ff6_0000_1234L),
                i64(17, 0),
                i64(17, 125_911_584_000_000_000L + 9_999_999),
                bytes(18, 0xe8, 7, 2, 0, 4, 0, 29, 0, 23, 0, 59, 0, 58, 0, 7, 0),
                bytes(
                        19, 1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255, 3, 0, 0, 0, 0xf4, 1, 0,
                        0),
                bytes(20, 0, 0, 0, 0),
                i64(21, 0x8020_0000_0000_0000L),
                bytes(0x20, 0x10, 0x20),
                string("<a>&</a>"),
                bytes(0x7f, 1, 2, 3));
        var fields = IntStream.range(0, values.size())
                .mapToObj(i -> (Object) data("v" + i, slot(i)))
                .toArray();
        return new LogWriter()
                .event(1, 1, new Val(0x21, null, null, element("EventData").with(fields), values))
                .bytes();
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] arrays() {
        var template = element("EventData")
                .with(
                        element("Data").with(slot(0)),
                        data("Numbers", slot(1)),
                        data("Texts", slot(2)),
                        data("Accounts", slot(3)),
                        data("None", slot(4)));
        return new LogWriter()
                .event(
                        1,
                        6009,
                        template(
                                template,
                                strings("10.00.", "", "Multiprocessor Free"),
                                bytes(0x86, 1, 0, 2, 0, 0xff, 0xff),
                                strings("Müller", "a\"b"),
                                bytes(0x93, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
                                bytes(0x81)))
                .event(
                        2,
                        6009,
                        template(template, string("eins"), bytes(0x88), strings("einzeln"), nothing(), nothing()))
                .bytes();
    }

    private static byte[] arraysOfEveryType() {
        var values = List.of(
                bytes(0x82, 'B', 0xfc, 'r', 'o', 0, 0, 0x80, 0),
                bytes(0x83, 0x80, 0x7f),
                bytes(0x84, 0, 0xff),
                bytes(0x85, 0, 0x80, 0xff, 0x7f),
                bytes(0x87, 0, 0, 0, 0x80, 1, 0, 0, 0),
                bytes(0x88, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0),
                longs(0x89, Long.MIN_VALUE, 1),
                longs(0x8a, -1, 1),
                bytes(0x8b, 0xcd, 0xcc, 0xcc, 0x3d, 0, 0, 0x80, 0xff),
                longs(0x8c, Double.doubleToLongBits(-2.5e-300), Double.doubleToLongBits(1.5)),
                bytes(0x8d, 16, 0, 0, 0, 0, 0, 0, 0),
                longs(0x8f, 0x4994_5478_5484_9625L, 0x0dc3_2803_3b3e_baa5L, 1, 2),
                bytes(0x90, 0xe7, 3, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0),
                longs(0x90, 0x7ff6_0000_1234L, 5),
                longs(0x91, 125_911_584_000_000_000L, 125_911_584_009_999_999L),
                bytes(
                        0x92, 0xe8, 7, 2, 0, 4, 0, 29, 0, 23, 0, 59, 0, 58, 0, 7, 0, 0xe8, 7, 3, 0, 5, 0, 1, 0, 0, 0, 0,
                        0, 0, 0, 0, 0),
                bytes(0x94, 0, 0, 0, 0, 1, 0, 0, 0x80),
                longs(0x95, 0, 0x8020_0000_0000_0000L),
                bytes(0x86, 7, 0, 0x99));
        var fields = IntStream.range(0, values.size())
                .mapToObj(i -> data("a" + i, slot(i)))
                .toArray();
        return new LogWriter()
                .event(1, 1, new Val(0x21, null, null, element("EventData").with(fields), values))
                .bytes();
    }

    private static Val longs(int type, long... values) {
        var content = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        content.asLongBuffer().put(values);
        return new Val(type, content.array(), null, null, null);
    }

    /** Text that looks like elements, in a value of the type for it: it stays text. */
    private static byte[] xmlAsAValue() {
        var template = element("EventData").with(data("One", slot(0)), data("Many", slot(1)), data("None", slot(2)));
        var one = string("<a b=\"1\">Rat &amp; Haus</a>");
        var many = strings("<a/>", "<b/>");
        return new LogWriter()
                .event(
                        1,
                        1,
                        template(
                                template,
                                new Val(0x23, one.bytes(), null, null, null),
                                new Val(0xa3, many.bytes(), null, null, null),
                                bytes(0x23)))
                .bytes();
    }

    private static byte[] namesWithSpaces() {
        return new LogWriter()
                .event(
                        1,
                        1116,
                        template(
                                element("EventData").with(data("Threat Name", slot(0)), data("Severity ID", slot(1))),
                                string("Testdatei"),
                                u8(5)))
                .bytes();
    }

    private static byte[] nestedTemplates() {
        var inner = element("Innen").with(data("Tief", slot(0)));
        var middle = element("Mitte").with(data("Davor", slot(0)), slot(1), data("Danach", slot(2)));
        return new LogWriter()
                .event(
                        1,
                        7,
                        template(
                                element("UserData").with(slot(0)),
                                template(middle, string("a"), template(inner, string("b")), string("c"))))
                .bytes();
    }

    private static byte[] userData() {
        return new LogWriter()
                .event(
                        1,
                        80,
                        inline(element("UserData")
                                .with(element("CertGetCertificateChain", attribute("xmlns", "urn:komcert:test"))
                                        .with(
                                                element("Certificate", attribute("subjectName", "rathaus.example")),
                                                element("Certificate", attribute("subjectName", "kreis.example")),
                                                element("Flags", attribute("value", "A0000000"))
                                                        .with("text"),
                                                element("Empty"),
                                                element("Result").with("Das ist der Text.")))))
                .bytes();
    }

    private static byte[] forwardedEvent() {
        var log = new LogWriter();
        for (int id = 1; id <= 3; id++) {
            log.inlineRecord(
                    id,
                    element("Event")
                            .with(
                                    element("System")
                                            .with(
                                                    element("Provider", attribute("Name", "Weitergeleitet")),
                                                    element("EventID").with("" + (4720 + id)),
                                                    element("Channel").with("Security")),
                                    element("EventData")
                                            .with(
                                                    data("SubjectUserName", "frau.beispiel"),
                                                    element("Data").with("ohne Namen " + id),
                                                    element("Data"),
                                                    data("Leer"))));
        }
        return log.bytes();
    }

    private static byte[] severalFragments() {
        return new LogWriter()
                .inlineRecord(
                        1,
                        element("Event").with(data("A", "1")),
                        element("Rendered").with(element("Message").with("zwei")))
                .bytes();
    }

    private static byte[] optionalAndDependent() {
        var template = element("EventData")
                .with(
                        data("Always", slot(0)),
                        data("Optional", optional(1)),
                        element("Dependent").with("steht nur mit Wert").dependingOn(2),
                        element("WithAttribute", attribute("Extra", optional(1)))
                                .with(slot(0)));
        return new LogWriter()
                .event(1, 1, template(template, nothing(), nothing(), nothing()))
                .event(2, 1, template(template, string("x"), string("y"), u8(1)))
                .bytes();
    }

    private static byte[] escapes() {
        return new LogWriter()
                .event(
                        1,
                        1,
                        template(
                                element("EventData")
                                        .with(
                                                data("Constant", "a<b>&\"c\" "),
                                                data("Value", slot(0)),
                                                element("Attribute", attribute("value", "x\"<", slot(0))),
                                                element("Entities")
                                                        .with(
                                                                new Tokens(8, 0xe4, 0),
                                                                " und ",
                                                                new Tokens(7, 2, 0, '<', 0, '&', 0))),
                                string("\"\\\r\n\t\u0001\u00e4\u20ac\ud83d\ude00\ud800x</>&\u0000z\u0000\u0000")))
                .bytes();
    }

    private static byte[] repeatedNames() {
        return new LogWriter()
                .event(
                        1,
                        1,
                        template(
                                element("EventData")
                                        .with(
                                                data("LogonGuid", slot(0)),
                                                data("LogonGuid", slot(1)),
                                                data("LogonGuid", slot(0)),
                                                data("", slot(1)),
                                                element("Data").with(slot(0)),
                                                element("Data").with(slot(1))),
                                u8(1),
                                u8(2)))
                .bytes();
    }

    private static byte[] missingChecksums() {
        return changed(
                changed(put(healthy(), FIRST_CHUNK + 0x78, 4), FIRST_CHUNK + 0x7c, 9, 9), FIRST_CHUNK + 52, 9, 9);
    }

    private static byte[] badNameChains() {
        var log = healthy();
        for (int bucket = FIRST_CHUNK + 128; bucket < FIRST_CHUNK + 512; bucket += 4) {
            put(log, bucket, 0xeeee_eeee);
        }
        return log;
    }

    private static byte[] dirtyTail() {
        return put(changed(healthy(), 120, 1), FREE_SPACE, second() - FIRST_CHUNK);
    }

    private static byte[] lostTemplate() {
        var log = healthy();
        // The inner template is written into the first record; the root element of its definition follows 28 bytes in.
        return changed(log, find(log, "TargetUserName") - 60, new int[100]);
    }

    /** The second chunk has lost its templates, and the first still has them. */
    private static byte[] borrowedTemplate() {
        var log = healthy();
        int inSecondChunk = find(log, "TargetUserName", FIRST_CHUNK + 65536);
        return changed(log, inSecondChunk - 60, new int[40]);
    }

    private static byte[] emptyChunkBetween() {
        var log = healthy();
        var longer = Arrays.copyOf(log, log.length + 65536);
        System.arraycopy(log, FIRST_CHUNK + 65536, longer, FIRST_CHUNK + 2 * 65536, 65536);
        Arrays.fill(longer, FIRST_CHUNK + 65536, FIRST_CHUNK + 2 * 65536, (byte) 0);
        return longer;
    }

    private static byte[] garbageBehind() {
        var log = healthy();
        var longer = Arrays.copyOf(log, log.length + 5000);
        Arrays.fill(longer, log.length, longer.length, (byte) 0xa5);
        return longer;
    }

    private static byte[] oddValueSizes() {
        return new LogWriter()
                .event(1, 1, template(LOGON, bytes(8, 1, 2, 3), bytes(15)))
                .event(2, 1, template(LOGON, bytes(1, 'x'), bytes(17, 1)))
                .bytes();
    }

    private static byte[] valuesCutOff() {
        var log = healthy();
        int at = find(log, "benutzer1") - 8;
        return changed(log, at, 0xff, 0xff);
    }

    private static byte[] depthBomb() {
        var element = element("x");
        for (int depth = 0; depth < 1000; depth++) {
            element = element("x").with(element);
        }
        return logon(new LogWriter().inlineRecord(1, element), 2, "danach").bytes();
    }

    private static byte[] nestingBomb() {
        var inner = inline(element("y"));
        for (int depth = 0; depth < 100; depth++) {
            inner = template(element("y" + depth).with(slot(0)), inner);
        }
        return logon(new LogWriter().event(1, 1, inner), 2, "danach").bytes();
    }

    static byte[] sizeBomb() {
        var many = IntStream.range(0, 1500).mapToObj(i -> (Object) slot(0)).toArray();
        return logon(
                        new LogWriter()
                                .event(1, 1, template(element("EventData").with(many), string("A".repeat(12_000)))),
                        2,
                        "danach")
                .bytes();
    }

    static byte[] put(byte[] log, int at, int value) {
        ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return log;
    }

    private static byte[] changed(byte[] log, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            log[at + i] = (byte) bytes[i];
        }
        return log;
    }

    static int find(byte[] log, String text) {
        return find(log, text, 0);
    }

    private static int find(byte[] log, String text, int from) {
        var wanted = text.getBytes(StandardCharsets.UTF_16LE);
        for (int at = from; at <= log.length - wanted.length; at++) {
            if (Arrays.equals(log, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("Not in the log: " + text);
    }
}
