package de.komcert.sigma;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures reading, compiling and scanning on one thread, in CPU time of that thread. Arguments: the folder of SigmaHQ's
 * data, and the seconds for each measurement of speed.
 */
public final class SigmaBench {

    private static final List<String> FOLDERS = List.of(
            "rules", "rules-compliance", "rules-emerging-threats", "rules-placeholder", "rules-threat-hunting");
    private static final int EVENTS = 50_000;

    private SigmaBench() {}

    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);

        var sources = sources(data);
        double start = cpu();
        var rules = RuleSet.read(sources);
        double read = cpu() - start;
        System.out.printf("read      %,d rules from %,d files: %.2f s%n", rules.detections().size(), sources.size(), read);

        start = cpu();
        var detector = Detector.of(rules.detections(), Pipeline.standard());
        var routes = routes(detector);
        double compile = cpu() - start;
        System.out.printf("compiled  %,d groups: %.2f s; together %.2f s%n", routes.size(), compile, read + compile);
        System.out.printf("tables    %.1f MB%n", bytes(detector, routes) / 1e6);

        for (int variety : List.of(400, EVENTS)) {
            var events = new Events(variety).list();
            for (boolean memo : new boolean[] {true, false}) {
                var scan = memo ? detector.scan() : detector.scan().withoutMemo();
                measure(scan, events, seconds); // warms up
                System.out.printf(
                        "scanned   process creation, %,6d different command lines, %s memo: %,.0f events/s, %.2f matches each%n",
                        variety, memo ? "with   " : "without", measure(scan, events, seconds), matches(scan, events));
            }
        }
    }

    private static double measure(Scan scan, List<Event> events, double seconds) {
        double start = cpu();
        long scanned = 0;
        while (cpu() - start < seconds) {
            for (var event : events) {
                scan.detect(event);
            }
            scanned += events.size();
        }
        return scanned / (cpu() - start);
    }

    private static double matches(Scan scan, List<Event> events) {
        return events.stream().mapToInt(event -> scan.detect(event).size()).sum() / (double) events.size();
    }

    /** A route for every kind of event that some rule or view speaks of. */
    private static List<Route> routes(Detector detector) {
        var routes = new ArrayList<Route>();
        var sources = new HashSet<LogSource>();
        detector.rules().forEach(rule -> sources.add(rule.logSource()));
        sources.forEach(source -> routes.add(new Route(source, null, null)));
        for (var eventId : List.of("1", "3", "6", "7", "8", "10", "11", "12", "13", "15", "17", "22", "23", "25")) {
            routes.add(new Route(LogSource.UNKNOWN, "microsoft-windows-sysmon/operational", eventId));
        }
        for (var eventId : List.of("4688", "4624", "4625", "4663", "4672", "4697", "4720", "4768", "4769", "5136", "5145")) {
            routes.add(new Route(LogSource.UNKNOWN, "security", eventId));
        }
        for (var eventId : List.of("4103", "4104")) {
            routes.add(new Route(LogSource.UNKNOWN, "microsoft-windows-powershell/operational", eventId));
        }
        for (var eventId : List.of("7036", "7045", "104")) {
            routes.add(new Route(LogSource.UNKNOWN, "system", eventId));
        }
        routes.forEach(detector.parts().getFirst()::group);
        return routes;
    }

    private static long bytes(Detector detector, List<Route> routes) {
        var counted = new HashSet<Haystack>();
        long bytes = 0;
        for (var route : routes) {
            for (var field : detector.parts().getFirst().group(route).fields()) {
                if (field.haystack() != null && counted.add(field.haystack())) {
                    bytes += field.haystack().bytes();
                }
            }
        }
        return bytes;
    }

    private static List<Source> sources(Path data) throws IOException {
        var sources = new ArrayList<Source>();
        for (var folder : FOLDERS) {
            try (var files = Files.walk(data.resolve(folder))) {
                for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                    sources.add(Source.of(data, file));
                }
            }
        }
        return sources;
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Process creations as Sysmon logs them: few programs, many or few command lines, ids that never come again. */
    private static final class Events {
        private static final List<String> PROGRAMS = List.of(
                "C:\\Windows\\System32\\svchost.exe",
                "C:\\Windows\\System32\\conhost.exe",
                "C:\\Windows\\System32\\taskhostw.exe",
                "C:\\Windows\\explorer.exe",
                "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
                "C:\\Program Files\\LibreOffice\\program\\soffice.bin",
                "C:\\Program Files (x86)\\Fachverfahren\\Einwohnerwesen\\client.exe",
                "C:\\Windows\\System32\\cmd.exe",
                "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                "C:\\Windows\\System32\\rundll32.exe");
        private static final List<String> WORDS = List.of(
                "-k netsvcs -p", "--type=renderer", "/c dir", "-NoProfile", "-Command Get-Service", "C:\\Users\\m.muster\\Documents\\",
                "Gebührenbescheid.odt", "--writer", "/start", "0xffffffff", "-ForceV1", "shell32.dll,Control_RunDLL", "-embedding");

        private final Random random = new Random(2026);
        private final Layout layout = Layout.of(List.copyOf(event("").keySet()));
        private final List<String> commandLines = new ArrayList<>();

        Events(int variety) {
            for (int i = 0; i < variety; i++) {
                commandLines.add(commandLine());
            }
        }

        private String commandLine() {
            var text = new StringBuilder("\"").append(any(PROGRAMS)).append('"');
            for (int i = random.nextInt(5); i >= 0; i--) {
                text.append(' ').append(any(WORDS));
            }
            return text.append(' ').append(random.nextInt(100_000)).toString();
        }

        List<Event> list() {
            var events = new ArrayList<Event>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(MapEvent.of(LogSource.UNKNOWN, event(any(commandLines))).sharing(layout));
            }
            return events;
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private String hex(int digits) {
            var text = new StringBuilder();
            for (int i = 0; i < digits; i++) {
                text.append("0123456789ABCDEF".charAt(random.nextInt(16)));
            }
            return text.toString();
        }

        private Map<String, Object> event(String commandLine) {
            var image = any(PROGRAMS);
            var event = new LinkedHashMap<String, Object>();
            event.put("Provider_Name", "Microsoft-Windows-Sysmon");
            event.put("Channel", "Microsoft-Windows-Sysmon/Operational");
            event.put("EventID", "1");
            event.put("Computer", "pc-" + random.nextInt(200) + ".vennmark.example");
            event.put("UtcTime", "2026-03-09 08:%02d:%02d.%03d".formatted(random.nextInt(60), random.nextInt(60), random.nextInt(1000)));
            event.put("ProcessGuid", "{" + hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12) + "}");
            event.put("ProcessId", String.valueOf(random.nextInt(65_000)));
            event.put("Image", image);
            event.put("FileVersion", "10.0.19041." + random.nextInt(20));
            event.put("Description", "Host Process");
            event.put("Product", "Microsoft® Windows® Operating System");
            event.put("Company", "Microsoft Corporation");
            event.put("OriginalFileName", image.substring(image.lastIndexOf('\\') + 1));
            event.put("CommandLine", commandLine);
            event.put("CurrentDirectory", "C:\\Windows\\system32\\");
            event.put("User", "VENNMARK\\nutzer" + random.nextInt(300));
            event.put("LogonGuid", "{" + hex(32) + "}");
            event.put("LogonId", "0x" + hex(6));
            event.put("IntegrityLevel", any(List.of("Medium", "High", "System")));
            event.put("Hashes", "SHA256=" + hex(64) + ",IMPHASH=" + hex(32));
            event.put("ParentImage", any(PROGRAMS));
            event.put("ParentCommandLine", commandLine());
            return event;
        }
    }
}
