import de.komcert.evtx.EvtxReader;
import de.komcert.evtx.Form;
import de.komcert.evtx.JsonWriter;
import de.komcert.evtx.Value;
import de.komcert.evtx.XmlWriter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Measures the reader of Windows event logs; bench/evtx runs it beside a peer.
 *
 * <p>{@code join TARGET MEGABYTES LOG…} makes one log of the used chunks of others, repeated. {@code json LOG} writes its
 * records as JSON lines to standard output, {@code xml LOG} as XML documents, each after a declaration. {@code fields LOG} reads the fields that detection rules use most and reads
 * numbers as numbers and of texts their length and both ends. Figures go to standard error.
 */
class Evtx {

    private static final int HEADER = 4096;
    private static final int CHUNK = 65536;

    /** The fields that the Windows rules of SigmaHQ name most. */
    private static final List<String> FIELDS = List.of(
            "EventID", "Channel", "Provider_Name", "Image", "CommandLine", "OriginalFileName", "TargetFilename",
            "ParentImage", "TargetObject", "Details", "ScriptBlockText", "ImageLoaded", "ParentCommandLine", "Hashes",
            "Product", "Description", "Company", "User", "IntegrityLevel", "CallTrace", "GrantedAccess", "SourceImage",
            "TargetImage", "PipeName", "QueryName", "DestinationHostname", "DestinationPort", "Initiated", "Signed",
            "ServiceName", "ImagePath", "SubjectUserName", "TargetUserName", "LogonType", "ObjectName", "AccessMask",
            "ShareName", "RelativeTargetName", "TicketEncryptionType", "Status", "NewProcessName", "Payload",
            "ContextInfo", "HostApplication", "Contents", "TaskName", "Properties", "AttributeLDAPDisplayName");

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "join" -> join(Path.of(arguments[1]), Long.parseLong(arguments[2]) << 20, arguments);
            case "json" -> report(arguments, new Json());
            case "xml" -> report(arguments, new Xml());
            case "fields" -> report(arguments, new FieldBytes());
            case "copy" -> copy(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private interface Work {
        EvtxReader reader();

        void record(EvtxReader reader) throws IOException;

        default long end() throws IOException {
            return 0;
        }
    }

    private static void report(String[] arguments, Work work) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long records = 0;
        long bytes = 0;
        long start = threads.getCurrentThreadCpuTime();
        try (var log = FileChannel.open(Path.of(arguments[1]))) {
            var reader = work.reader().open(log, finding -> {});
            while (reader.next()) {
                records++;
                bytes += reader.record().size();
                work.record(reader);
            }
        }
        long result = work.end();
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.err.printf(
                "%s: %,d records, %,d MB of records, thread %.2f s: %,.0f records/s, %.0f MB/s of record bytes (%x)%n",
                arguments[0], records, bytes / 1_000_000, seconds, records / seconds, bytes / seconds / 1e6, result);
    }

    private static final class Json implements Work {
        private final JsonWriter json = new JsonWriter();
        private final OutputStream out = new FileOutputStream(FileDescriptor.out);

        @Override
        public EvtxReader reader() {
            return new EvtxReader();
        }

        @Override
        public void record(EvtxReader reader) throws IOException {
            json.append(reader.record()).newLine();
            if (json.length() > 1 << 16) {
                json.writeTo(out);
            }
        }

        @Override
        public long end() throws IOException {
            json.writeTo(out);
            return 0;
        }
    }

    private static final class Xml implements Work {
        private static final byte[] DECLARATION =
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
        private final XmlWriter xml = new XmlWriter();
        private final OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));

        @Override
        public EvtxReader reader() {
            return new EvtxReader();
        }

        @Override
        public void record(EvtxReader reader) throws IOException {
            out.write(DECLARATION);
            xml.append(reader.record()).newLine().writeTo(out);
        }

        @Override
        public long end() throws IOException {
            out.flush();
            return 0;
        }
    }

    /** As a detector does it: which of its fields a form has is worked out once for each form. */
    private static final class FieldBytes implements Work {
        private final Set<String> wanted = Set.copyOf(FIELDS);
        private final Map<Form, int[]> places = new IdentityHashMap<>();
        private final Value value = new Value();
        private Form last;
        private int[] lastPlaces = {};
        private long sum;

        @Override
        public EvtxReader reader() {
            return new EvtxReader();
        }

        @Override
        public void record(EvtxReader reader) {
            var record = reader.record();
            var form = record.form();
            if (form != last) {
                last = form;
                lastPlaces = places.computeIfAbsent(form, this::wantedOf);
            }
            for (int place : lastPlaces) {
                if (record.readAt(form, place, value)) {
                    sum += value.isNumber() ? value.number() : value.length() == 0 ? 1 : ends();
                }
            }
        }

        private int[] wantedOf(Form form) {
            return IntStream.range(0, form.names().size())
                    .filter(place -> wanted.contains(form.names().get(place)))
                    .toArray();
        }

        /** A text is not copied: a detector begins where it lies. */
        private long ends() {
            int last = value.offset() + value.length() - 1;
            return value.bytes()[value.offset()] + (value.bytes()[last] << 8) + value.length();
        }

        @Override
        public long end() {
            return sum;
        }
    }

    private static void copy(Path log) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long chunks = 0;
        try (var channel = FileChannel.open(log)) {
            var buffer = ByteBuffer.wrap(new byte[CHUNK]);
            for (long at = HEADER; channel.read(buffer.clear(), at) > 0; at += CHUNK) {
                chunks++;
            }
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.err.printf("copy: %,d chunks, %.1f µs for each%n", chunks, seconds * 1e6 / chunks);
    }

    private static void join(Path target, long size, String[] arguments) throws IOException {
        var chunks = new ArrayList<byte[]>();
        byte[] header = {};
        for (int i = 3; i < arguments.length; i++) {
            var log = Files.readAllBytes(Path.of(arguments[i]));
            header = header.length == 0 ? Arrays.copyOf(log, HEADER) : header;
            for (int at = HEADER; at + CHUNK <= log.length; at += CHUNK) {
                if (log[at] == 'E' && log[at + 1] == 'l') {
                    chunks.add(Arrays.copyOfRange(log, at, at + CHUNK));
                }
            }
        }
        int count = (int) Math.min(65_000, size / CHUNK);
        try (var out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var little = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            little.putLong(8, 0).putLong(16, count - 1).putShort(42, (short) count).putInt(120, 0);
            var crc = new CRC32();
            crc.update(header, 0, 120);
            little.putInt(124, (int) crc.getValue());
            out.write(little.clear());
            for (int i = 0; i < count; i++) {
                out.write(ByteBuffer.wrap(chunks.get(i % chunks.size())));
            }
        }
    }
}
