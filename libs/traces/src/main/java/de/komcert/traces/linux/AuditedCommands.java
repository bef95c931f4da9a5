package de.komcert.traces.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * Which program an audited command is and who runs it: that stands in the record of the call, its arguments in another.
 * Records of one event stand close together, so the last few calls are enough.
 */
final class AuditedCommands {

    private static final int MOST = 256;
    private static final List<String> OF_CALL = List.of("exe", "comm", "pid", "ppid", "uid", "auid", "UID", "AUID");

    private final Map<String, Map<String, String>> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > MOST;
        }
    };

    /** Keeps what a record of a call tells, and adds it to the entry of its arguments. */
    void follow(AuditRecord record, TextEntry entry) {
        var event = record.node() + " " + record.millis() + " " + record.serial();
        switch (record.type()) {
            case "SYSCALL" -> calls.put(event, record.pairs());
            case "EXECVE" -> add(calls.get(event), entry);
            default -> {}
        }
    }

    private static void add(@Nullable Map<String, String> call, TextEntry entry) {
        if (call != null) {
            OF_CALL.forEach(name -> entry.alias(name, call.get(name)));
        }
    }
}
