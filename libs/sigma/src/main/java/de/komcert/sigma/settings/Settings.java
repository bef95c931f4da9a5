package de.komcert.sigma.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import de.komcert.sigma.EventKind;
import de.komcert.sigma.Level;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Rule;
import de.komcert.sigma.Visibility;
import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** What can be switched on or brought along so that logs hold more, as data. */
public final class Settings {

    private static final String FILE = "settings.yml";
    private static final String WINDOWS = "windows";
    private static final String POLICIES = "Computerkonfiguration > Richtlinien > ";
    private static final String AUDIT_POLICIES = POLICIES
            + "Windows-Einstellungen > Sicherheitseinstellungen > Erweiterte Überwachungsrichtlinienkonfiguration >"
            + " Überwachungsrichtlinien > ";
    private static final String AUDIT_SOURCE =
            "https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/"
                    + "security/threat-protection/auditing/advanced-security-audit-policy-settings";
    private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";
    private static final String SYSMON_SOURCE = "https://learn.microsoft.com/sysinternals/downloads/sysmon";
    /** The fields of every event's head. */
    private static final Set<String> HEAD =
            Set.of("Channel", "Computer", "EventID", "EventRecordID", "Keywords", "Level", "Provider_Name", "Version");

    private final List<Setting> all;

    private Settings(List<Setting> all) {
        this.all = List.copyOf(all);
    }

    /** Those that come with this library. */
    public static Settings standard() {
        try (InputStream in = Settings.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the library.");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads a file that is part of the program: what is wrong with it is a defect. */
    private static Settings of(String file) {
        var all = new ArrayList<Setting>();
        for (var document : Yaml.read(FILE, file, Settings::refuse)) {
            for (var section : ((Yaml.Mapping) document).entries()) {
                for (var item : ((Yaml.Sequence) section.value()).items()) {
                    all.add(new Reading((Yaml.Mapping) item).setting(section.key()));
                }
            }
        }
        return new Settings(all);
    }

    private static void refuse(int line, String reason) {
        throw new IllegalStateException(FILE + ":" + line + ": " + reason);
    }

    /** In the order of the file. */
    public List<Setting> all() {
        return all;
    }

    // ---- what would help ----

    /**
     * The settings that are not on and would let more rules fire, those first that bring most. Each is counted by itself,
     * and as what it adds to those before it.
     *
     * @param visibility what the logs let the rules see
     * @param held the kinds of events in these logs
     */
    public List<Proposal> proposals(Visibility visibility, Collection<EventKind> held) {
        var products = visibility.products(held);
        var open = new ArrayList<Open>();
        for (var setting : all) {
            var gained = setting.isOn(held) ? Set.<Rule>of() : visibility.gainedBy(setting.brings());
            if (!gained.isEmpty()) {
                var product = setting.product();
                open.add(new Open(setting, product != null && products.contains(product), gained));
            }
        }
        var proposals = new ArrayList<Proposal>();
        while (!open.isEmpty()) {
            var best = Collections.max(open);
            open.remove(best);
            open.forEach(other -> other.further.removeAll(best.further));
            proposals.add(new Proposal(
                    best.setting,
                    best.isHere,
                    best.gained.size(),
                    severe(best.gained),
                    best.further.size(),
                    severe(best.further)));
        }
        return List.copyOf(proposals);
    }

    /** A setting that is not yet among the proposals; greater is what brings more. */
    private static final class Open implements Comparable<Open> {
        private static final Comparator<Open> ORDER = Comparator.<Open, Boolean>comparing(open -> open.isHere)
                .thenComparingInt(open -> open.further.size())
                .thenComparingInt(open -> open.gained.size())
                .thenComparing(open -> open.setting.id(), Comparator.reverseOrder());

        private final Setting setting;
        private final boolean isHere;
        private final Set<Rule> gained;
        /** Those of the gained that the proposals so far do not bring. */
        private final Set<Rule> further;

        Open(Setting setting, boolean isHere, Set<Rule> gained) {
            this.setting = setting;
            this.isHere = isHere;
            this.gained = gained;
            this.further = new HashSet<>(gained);
        }

        @Override
        public int compareTo(Open other) {
            return ORDER.compare(this, other);
        }
    }

    private static int severe(Set<Rule> rules) {
        return (int) rules.stream()
                .filter(rule -> rule.head().level().compareTo(Level.HIGH) >= 0)
                .count();
    }

    // ---- the file ----

    /** One entry of the file. */
    private record Reading(Yaml.Mapping item) {

        Setting setting(String section) {
            return switch (section) {
                case "audit" ->
                    setting(
                            Setting.Kind.AUDIT,
                            AUDIT_POLICIES + text("where"),
                            "auditpol /set /subcategory:" + text("guid") + " /success:enable /failure:enable",
                            WINDOWS,
                            brings("Security", "Microsoft-Windows-Security-Auditing"),
                            AUDIT_SOURCE);
                case "policy" ->
                    setting(
                            Setting.Kind.POLICY,
                            POLICIES + text("where"),
                            "",
                            WINDOWS,
                            brings(null, null),
                            text("source"));
                case "sysmon" ->
                    setting(
                            Setting.Kind.SYSMON,
                            "",
                            "",
                            WINDOWS,
                            kinds(windows(), SYSMON, "Microsoft-Windows-Sysmon", texts("events"), List.of()),
                            SYSMON_SOURCE);
                case "off" ->
                    setting(
                            Setting.Kind.SWITCH_ON,
                            "",
                            "wevtutil sl \"" + text("channel") + "\" /e:true",
                            WINDOWS,
                            channel(),
                            "");
                case "bring" -> setting(Setting.Kind.BRING_ALONG, "", "", WINDOWS, channel(), "");
                case "other" -> setting(Setting.Kind.OTHER_SYSTEM, "", "", optional("product"), services(), "");
                default -> throw new IllegalStateException("No section »" + section + "«");
            };
        }

        private Setting setting(
                Setting.Kind kind,
                String where,
                String how,
                @Nullable String product,
                List<EventKind> brings,
                String source) {
            return new Setting(
                    text("id"),
                    kind,
                    text("title"),
                    Objects.requireNonNullElse(optional("english"), ""),
                    where,
                    how,
                    Objects.requireNonNullElse(optional("note"), ""),
                    product,
                    texts("needs"),
                    brings,
                    optional("shows"),
                    source);
        }

        private static LogSource windows() {
            return LogSource.of(WINDOWS, null, null);
        }

        private List<EventKind> brings(@Nullable String channel, @Nullable String provider) {
            var kinds = new ArrayList<EventKind>();
            for (var brought : ((Yaml.Sequence) Objects.requireNonNull(item.get("brings"))).items()) {
                var one = new Reading((Yaml.Mapping) brought);
                kinds.addAll(kinds(
                        windows(),
                        channel == null ? one.text("channel") : channel,
                        provider == null ? one.optional("provider") : provider,
                        one.texts("events"),
                        one.texts("fields")));
            }
            return List.copyOf(kinds);
        }

        private List<EventKind> channel() {
            return texts("channel").stream()
                    .flatMap(channel ->
                            kinds(windows(), channel, optional("provider"), texts("events"), List.of()).stream())
                    .toList();
        }

        private List<EventKind> services() {
            var channel = optional("channel");
            if (channel != null) {
                return kinds(LogSource.of(optional("product"), null, null), channel, null, texts("events"), List.of());
            }
            return texts("services").stream()
                    .flatMap(service ->
                            kinds(LogSource.of(optional("product"), null, service), null, null, List.of(), List.of())
                                    .stream())
                    .toList();
        }

        private static List<EventKind> kinds(
                LogSource source,
                @Nullable String channel,
                @Nullable String provider,
                List<String> events,
                List<String> fields) {
            var names = new HashSet<>(HEAD);
            names.addAll(fields);
            var held = fields.isEmpty() ? EventKind.Fields.any() : new EventKind.Fields.Only(Set.copyOf(names));
            return events.isEmpty()
                    ? List.of(new EventKind(source, channel, provider, null, held))
                    : events.stream()
                            .map(event -> new EventKind(source, channel, provider, event, held))
                            .toList();
        }

        private String text(String key) {
            return Objects.requireNonNull(optional(key), () -> "A setting without »" + key + "«");
        }

        private @Nullable String optional(String key) {
            return item.get(key) instanceof Yaml.Scalar scalar ? scalar.text() : null;
        }

        private List<String> texts(String key) {
            return switch (item.get(key)) {
                case Yaml.Sequence list ->
                    list.items().stream().map(one -> ((Yaml.Scalar) one).text()).toList();
                case Yaml.Scalar only -> List.of(only.text());
                case Yaml.Mapping map -> throw new IllegalStateException("No list at line " + map.line());
                case null -> List.of();
            };
        }
    }
}
