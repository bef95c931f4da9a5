package de.komcert.sigma.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import de.komcert.sigma.Detector;
import de.komcert.sigma.EventKind;
import de.komcert.sigma.Kinds;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.SharedData;
import de.komcert.sigma.Sight;
import de.komcert.sigma.Source;
import de.komcert.sigma.Visibility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTests {

    private static final EventKind STARTED = Kinds.of("Security", Kinds.AUDITING, "4688", "NewProcessName");

    private final Settings settings = Settings.standard();

    private static RuleSet rules(String... detections) {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < detections.length; i++) {
            var parts = detections[i].split(" \\| ");
            sources.add(new Source(
                    i + ".yml",
                    "title: t%d\nlevel: %s\nlogsource: {product: windows, %s}\ndetection: {%s}\n"
                            .formatted(i, parts[0], parts[1], parts[2])));
        }
        var set = RuleSet.read(sources);
        assertThat(set.problems()).isEmpty();
        return set;
    }

    private List<Proposal> proposals(RuleSet rules, EventKind... held) {
        var detector = Detector.of(rules.detections(), Pipeline.standard());
        return settings.proposals(Visibility.of(rules, detector, List.of(held), true), List.of(held));
    }

    private static List<String> shown(List<Proposal> proposals) {
        return proposals.stream()
                .map(one -> one.setting().id() + " " + one.rules() + "/" + one.severe() + " +" + one.further() + "/"
                        + one.furtherSevere())
                .toList();
    }

    @Test
    void everySettingHasANameOfItsOwnAndNeedsOnlySettingsThatExist() {
        var ids = settings.all().stream().map(Setting::id).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(70);
        assertThat(settings.all()).allSatisfy(setting -> {
            assertThat(ids).containsAll(setting.needs());
            assertThat(setting.brings()).as(setting.id()).isNotEmpty();
            assertThat(setting.note().isEmpty() || setting.note().endsWith("."))
                    .as(setting.id())
                    .isTrue();
        });
    }

    @Test
    void everyChannelIsOneThatRulesCanLookInto() {
        var pipeline = Pipeline.standard();
        for (var setting : settings.all()) {
            for (var kind : setting.brings()) {
                var channel = kind.channel();
                assertThat(channel == null || pipeline.ofChannel(channel).service() != null)
                        .as("%s of %s", channel, setting.id())
                        .isTrue();
            }
        }
    }

    @Test
    void anAuditEventBelongsToOneSubcategoryExceptWhereObjectsShareIt() {
        var owners = new TreeMap<String, TreeSet<String>>();
        settings.all().stream()
                .filter(setting -> setting.kind() == Setting.Kind.AUDIT)
                .forEach(setting -> setting.brings()
                        .forEach(kind -> owners.computeIfAbsent(kind.eventId(), id -> new TreeSet<>())
                                .add(setting.id())));

        assertThat(owners.entrySet().stream()
                        .filter(owner -> owner.getValue().size() > 1)
                        .map(owner -> owner.getKey())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("4656", "4660", "4661", "4663", "4670");
    }

    @Test
    void theSubcategoriesAreNamedByTheirNumbers() {
        var commands = settings.all().stream()
                .filter(setting -> setting.kind() == Setting.Kind.AUDIT)
                .map(Setting::how)
                .toList();

        assertThat(commands)
                .doesNotHaveDuplicates()
                .allMatch(how -> how.matches(
                        "auditpol /set /subcategory:\\{0CCE92[0-9A-F]{2}-69AE-11D9-BED3-505054503030} /success:enable"
                                + " /failure:enable"));
    }

    @Test
    void whatBringsMostComesFirstAndIsCountedBesidesWhatIsBeforeIt() {
        var rules = rules(
                "high | category: process_creation | s: {Image|endswith: x}, condition: s",
                "low | category: process_creation | s: {CommandLine|contains: x}, condition: s",
                "critical | category: process_creation | s: {OriginalFileName: x}, condition: s",
                "medium | service: security | s: {EventID: 4697}, condition: s");

        assertThat(shown(proposals(rules, Kinds.of("Security", Kinds.AUDITING, "4624"))))
                .containsExactly(
                        "sysmon 3/2 +3/2",
                        "audit-system-extension 1/0 +1/0",
                        "process-command-line 2/1 +0/0",
                        "audit-process-creation 1/1 +0/0");
    }

    @Test
    void whatIsOnIsNotProposedThoughItsEventsMayNotHaveHappened() {
        var rules = rules(
                "high | service: security | s: {EventID: 4738}, condition: s",
                "high | service: system | s: {EventID: 7045}, condition: s");

        assertThat(proposals(
                        rules,
                        Kinds.of("Security", Kinds.AUDITING, "4720"),
                        Kinds.of("System", "Microsoft-Windows-Kernel-General", "1")))
                .isEmpty();
    }

    @Test
    void theCommandLineIsOnWhereItHasAValue() {
        var rules = rules("high | category: process_creation | s: {CommandLine|contains: x}, condition: s");

        assertThat(shown(proposals(rules, STARTED)))
                .containsExactly("process-command-line 1/1 +1/1", "sysmon 1/1 +0/0");
        assertThat(proposals(rules, Kinds.of("Security", Kinds.AUDITING, "4688", "NewProcessName", "CommandLine")))
                .isEmpty();
    }

    @Test
    void whatIsForOtherSystemsComesLast() {
        var set = RuleSet.read(List.of(
                new Source(
                        "a.yml",
                        "title: a\n"
                                + "logsource: {category: webserver}\n"
                                + "detection: {s: {c-ip: x}, condition: s}\n"),
                new Source(
                        "b.yml",
                        "title: b\n"
                                + "logsource: {category: webserver}\n"
                                + "detection: {s: {c-ip: y}, condition: s}\n"),
                new Source(
                        "c.yml",
                        "title: c\n"
                                + "logsource: {product: windows, service: bits-client}\n"
                                + "detection: {s: {a: y}, condition: s}\n")));

        var proposals = proposals(set, STARTED);

        assertThat(shown(proposals)).containsExactly("bits 1/0 +1/0", "webserver 2/0 +2/0");
        assertThat(proposals).extracting(Proposal::isHere).containsExactly(true, false);
    }

    @Test
    void allProposalsTogetherBringWhatTheySay() {
        var set = RuleSet.read(SharedData.ruleSources());
        var detector = Detector.of(set.detections(), Pipeline.standard());
        var held = List.of(STARTED);
        var before = Visibility.of(set, detector, held, true);
        var proposals = settings.proposals(before, held);

        var all = new HashSet<EventKind>(held);
        proposals.forEach(proposal -> all.addAll(proposal.setting().brings()));
        var after = Visibility.of(set, detector, all, true);

        assertThat(before.can()
                        + doubtful(before)
                        + proposals.stream().mapToInt(Proposal::further).sum())
                .isEqualTo(after.can() + doubtful(after));
        assertThat(proposals.getFirst().setting().id()).isEqualTo("sysmon");
    }

    private static long doubtful(Visibility visibility) {
        return visibility.sights().stream()
                .filter(sight ->
                        sight instanceof Sight.MayFire(var rule, var doubt) && doubt == Sight.Doubt.NAMES_NO_EVENT)
                .count();
    }
}
