package de.komcert.traces.linux;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The names of system calls that rules for the audit log ask for, by architecture and number. */
final class AuditCalls {

    private static final Map<String, String> OF_X86_64 = Map.ofEntries(
            Map.entry("2", "open"),
            Map.entry("41", "socket"),
            Map.entry("42", "connect"),
            Map.entry("43", "accept"),
            Map.entry("49", "bind"),
            Map.entry("50", "listen"),
            Map.entry("56", "clone"),
            Map.entry("57", "fork"),
            Map.entry("58", "vfork"),
            Map.entry("59", "execve"),
            Map.entry("62", "kill"),
            Map.entry("76", "truncate"),
            Map.entry("77", "ftruncate"),
            Map.entry("82", "rename"),
            Map.entry("83", "mkdir"),
            Map.entry("84", "rmdir"),
            Map.entry("85", "creat"),
            Map.entry("86", "link"),
            Map.entry("87", "unlink"),
            Map.entry("88", "symlink"),
            Map.entry("90", "chmod"),
            Map.entry("91", "fchmod"),
            Map.entry("92", "chown"),
            Map.entry("93", "fchown"),
            Map.entry("99", "sysinfo"),
            Map.entry("101", "ptrace"),
            Map.entry("103", "syslog"),
            Map.entry("105", "setuid"),
            Map.entry("106", "setgid"),
            Map.entry("113", "setreuid"),
            Map.entry("117", "setresuid"),
            Map.entry("133", "mknod"),
            Map.entry("135", "personality"),
            Map.entry("155", "pivot_root"),
            Map.entry("159", "adjtimex"),
            Map.entry("161", "chroot"),
            Map.entry("164", "settimeofday"),
            Map.entry("165", "mount"),
            Map.entry("166", "umount2"),
            Map.entry("169", "reboot"),
            Map.entry("170", "sethostname"),
            Map.entry("175", "init_module"),
            Map.entry("176", "delete_module"),
            Map.entry("188", "setxattr"),
            Map.entry("227", "clock_settime"),
            Map.entry("246", "kexec_load"),
            Map.entry("257", "openat"),
            Map.entry("259", "mknodat"),
            Map.entry("263", "unlinkat"),
            Map.entry("264", "renameat"),
            Map.entry("268", "fchmodat"),
            Map.entry("288", "accept4"),
            Map.entry("308", "setns"),
            Map.entry("310", "process_vm_readv"),
            Map.entry("311", "process_vm_writev"),
            Map.entry("313", "finit_module"),
            Map.entry("316", "renameat2"),
            Map.entry("319", "memfd_create"),
            Map.entry("320", "kexec_file_load"),
            Map.entry("321", "bpf"),
            Map.entry("322", "execveat"));

    private static final Map<String, String> OF_AARCH64 = Map.ofEntries(
            Map.entry("33", "mknodat"),
            Map.entry("35", "unlinkat"),
            Map.entry("38", "renameat"),
            Map.entry("39", "umount2"),
            Map.entry("40", "mount"),
            Map.entry("53", "fchmodat"),
            Map.entry("56", "openat"),
            Map.entry("92", "personality"),
            Map.entry("105", "init_module"),
            Map.entry("106", "delete_module"),
            Map.entry("112", "clock_settime"),
            Map.entry("116", "syslog"),
            Map.entry("117", "ptrace"),
            Map.entry("129", "kill"),
            Map.entry("146", "setuid"),
            Map.entry("170", "settimeofday"),
            Map.entry("179", "sysinfo"),
            Map.entry("198", "socket"),
            Map.entry("200", "bind"),
            Map.entry("203", "connect"),
            Map.entry("220", "clone"),
            Map.entry("221", "execve"),
            Map.entry("273", "finit_module"),
            Map.entry("276", "renameat2"),
            Map.entry("279", "memfd_create"),
            Map.entry("280", "bpf"),
            Map.entry("281", "execveat"));

    private AuditCalls() {}

    /** Null for one that is not known here. */
    static @Nullable String name(@Nullable String architecture, @Nullable String number) {
        if (architecture == null || number == null) {
            return null;
        }
        return switch (architecture) {
            case "c000003e" -> OF_X86_64.get(number);
            case "c00000b7" -> OF_AARCH64.get(number);
            default -> null;
        };
    }
}
