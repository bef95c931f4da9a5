package de.komcert.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Process creations as Sysmon logs them: few programs, many or few command lines, ids that never come again. */
final class ProcessCreations {
    static final int COUNT = 50_000;

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

    ProcessCreations(int variety) {
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
        for (int i = 0; i < COUNT; i++) {
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
