package de.komcert.traces.device;

import java.util.Locale;
import java.util.Set;

import de.komcert.sigma.LogSource;
import de.komcert.traces.text.KnownLine;
import de.komcert.traces.text.TextEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a device says in a line that it sends by syslog or writes into a file of its own: a firewall, a router, a hypervisor,
 * a file server, a telephone system. Rules for it name its product, and its fields as it writes them.
 */
public sealed interface Device extends KnownLine
        permits FortiGate, SophosFirewall, CiscoFirewall, Lancom, Asterisk, AsteriskCall, FritzBox, Device.Named {

    /**
     * What a line is from.
     *
     * @param program as syslog names who wrote it, null where it names nobody
     * @return null where it is no device that is known
     */
    static @Nullable Device of(@Nullable String program, String message) {
        Device device = CiscoFirewall.of(program, message);
        device = device == null ? Lancom.of(program, message) : device;
        if (device == null && (program == null || program.equals("-"))) {
            device = ofItself(message);
        }
        if (device != null || program == null) {
            return device;
        }
        var called = program.toLowerCase(Locale.ROOT);
        return called.equals("asterisk")
                ? Asterisk.of(message)
                : called.equals("smbd_audit")
                        ? Named.share(message)
                        : Named.ESXI.contains(called) ? new Named(Named.HYPERVISOR, message, null, null) : null;
    }

    /** What a line without a head of syslog is from, if it is from a device that writes its own. */
    static @Nullable Device ofItself(String line) {
        Device device = FortiGate.of(line);
        device = device == null ? SophosFirewall.of(line) : device;
        device = device == null ? AsteriskCall.of(line) : device;
        device = device == null ? FritzBox.of(line) : device;
        return device == null ? Asterisk.ofItself(line) : device;
    }

    /**
     * One that only the name of the program tells.
     *
     * @param user null where it names none
     * @param address likewise
     */
    record Named(
            LogSource source,
            String message,
            @Nullable String user,
            @Nullable String address) implements Device {

        private static final LogSource HYPERVISOR = LogSource.of("vmware", null, "esxi");
        private static final Set<String> ESXI = Set.of(
                "esxshell", "hostd", "hostd-probe", "rhttpproxy", "shell", "vmkernel", "vmkwarning", "vobd", "vpxa");
        private static final LogSource SHARES = LogSource.of("linux", null, "smbd_audit");

        /** Samba's module full_audit, with its usual prefix of user and address. */
        private static Named share(String message) {
            var parts = message.split("\\|", 3);
            return parts.length < 3 || !parts[1].matches("[0-9A-Fa-f:.]{2,45}")
                    ? new Named(SHARES, message, null, null)
                    : new Named(SHARES, message, parts[0], parts[1]);
        }

        @Override
        public void fields(TextEntry entry) {
            entry.field("message", message);
            entry.field("user", user);
            entry.field("src_ip", address);
        }
    }
}
