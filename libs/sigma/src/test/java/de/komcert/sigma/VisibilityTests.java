package de.komcert.sigma;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VisibilityTests {

    private static final String PROCESS = "product: windows, category: process_creation";
    private static final String SECURITY = "product: windows, service: security";
    private static final String SYSTEM = "product: windows, service: system";

    private static final EventKind STARTED_WITHOUT_COMMAND_LINE =
            Kinds.of("Security", Kinds.AUDITING, "4688", "NewProcessName", "ParentProcessName", "SubjectUserName");
    private static final EventKind LOGGED_ON =
            Kinds.of("Security", Kinds.AUDITING, "4624", "TargetUserName", "LogonType");
    private static final EventKind CONNECTED = Kinds.of(Kinds.SYSMON, "Microsoft-Windows-Sysmon", "3", "Image");

    private final List<Source> rules = new ArrayList<>();

    private VisibilityTests with(String title, String source, String detection) {
        rules.add(new Source(
                title + ".yml", "title: %s\nlogsource: {%s}\ndetection: {%s}\n".formatted(title, source, detection)));
        return this;
    }

    private Visibility seenIn(EventKind... held) {
        return seen(true, List.of(held));
    }

    private Visibility seen(boolean complete, List<EventKind> held) {
        var set = RuleSet.read(rules);
        assertThat(set.problems()).isEmpty();
        return Visibility.of(set, Detector.of(set.detections(), Pipeline.standard()), held, complete);
    }

    private static Object only(Visibility visibility) {
        assertThat(visibility.sights()).hasSize(1);
        return switch (visibility.sights().getFirst()) {
            case Sight.CanFire can -> "can";
            case Sight.MayFire(var rule, var doubt) -> doubt;
            case Sight.CannotFire(var rule, var reason) -> reason;
        };
    }

    private static TreeSet<String> set(String... texts) {
        return new TreeSet<>(List.of(texts));
    }

    @Test
    void aRuleWhoseLogIsNotThereCannotFire() {
        var visibility =
                with("a", PROCESS, "s: {Image|endswith: x}, condition: s").seenIn(Kinds.of("DNS Server", "any", "1"));

        assertThat(only(visibility))
                .isEqualTo(new Sight.Reason.NoLog(LogSource.of("windows", "process_creation", null)));
    }

    @Test
    void aLogWithoutTheEventsOfTheCategoryIsNotEnough() {
        with("a", PROCESS, "s: {Image|endswith: x}, condition: s");

        assertThat(only(seenIn(CONNECTED))).isEqualTo(new Sight.Reason.NoEvent(set("1"), set()));
        assertThat(only(seenIn(CONNECTED, LOGGED_ON))).isEqualTo(new Sight.Reason.NoEvent(set("1", "4688"), set()));
        assertThat(only(seenIn(CONNECTED, STARTED_WITHOUT_COMMAND_LINE))).isEqualTo("can");
    }

    @Test
    void theEventsThatARuleNamesHaveToBeThereFromWhoeverWritesThem() {
        with("a", SYSTEM, "s: {Provider_Name: Service Control Manager, EventID: [7045, 7036]}, condition: s");

        assertThat(only(seenIn(Kinds.of("System", "Microsoft-Windows-Kernel-General", "1"))))
                .isEqualTo(new Sight.Reason.NoEvent(set("7036", "7045"), set("Service Control Manager")));
        assertThat(only(seenIn(Kinds.of("System", "Other", "7045"))))
                .isEqualTo(new Sight.Reason.NoEvent(set("7036", "7045"), set("Service Control Manager")));
        assertThat(only(seenIn(Kinds.of("System", "service control manager", "7045"))))
                .isEqualTo("can");
    }

    @Test
    void aFieldThatARuleCannotDoWithoutHasToHaveAValue() {
        with("a", PROCESS, "s: {Image|endswith: x, CommandLine|contains: y, User|re: '.'}, condition: s");

        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE))).isEqualTo(new Sight.Reason.NoField(set("CommandLine")));
        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE, CONNECTED, LOGGED_ON)))
                .isEqualTo(new Sight.Reason.NoField(set("CommandLine")));
    }

    @Test
    void aFieldThatARuleCanDoWithoutHindersNobody() {
        with("a", PROCESS, "s: {Image|endswith: x}, t: {CommandLine|contains: y}, condition: s or t");
        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE))).isEqualTo("can");

        rules.clear();
        with("b", PROCESS, "s: {Image|endswith: x}, filter: {CommandLine|contains: y}, condition: s and not filter");
        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE))).isEqualTo("can");

        rules.clear();
        with("c", PROCESS, "s: {Image|endswith: x, CommandLine: ''}, condition: s");
        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE))).isEqualTo("can");
    }

    @Test
    void whereNoSingleFieldIsToBlameAllThatLackAreNamed() {
        with("a", PROCESS, "s: {CommandLine|contains: x}, t: {OriginalFileName: y}, condition: s or t");

        assertThat(only(seenIn(STARTED_WITHOUT_COMMAND_LINE)))
                .isEqualTo(new Sight.Reason.NoField(set("CommandLine", "OriginalFileName")));
    }

    @Test
    void aRuleThatNamesNoEventMayFireWhereItsLogIs() {
        with("a", SYSTEM, "words: [mimikatz], condition: words");

        assertThat(only(seenIn(Kinds.of("System", "any", "1")))).isEqualTo(Sight.Doubt.NAMES_NO_EVENT);
        assertThat(only(seenIn(LOGGED_ON))).isEqualTo(new Sight.Reason.NoLog(LogSource.of("windows", null, "system")));
    }

    @Test
    void aRuleForALogThatNumbersNoEventsCanFireWhereItsLogIs() {
        with("a", "product: linux, service: sudo", "words: ['NOT in sudoers'], condition: words");
        var sudo = new EventKind(
                LogSource.of("linux", null, "sudo"), null, null, null, new EventKind.Fields.Only(Set.of("message")));
        var withoutNumber =
                new EventKind(LogSource.of("windows", null, "system"), null, null, null, EventKind.Fields.any());

        assertThat(only(seenIn(sudo))).isEqualTo("can");
        assertThat(only(seenIn(withoutNumber))).isEqualTo(new Sight.Reason.NoLog(LogSource.of("linux", null, "sudo")));

        rules.clear();
        with("b", SYSTEM, "words: [mimikatz], condition: words");
        assertThat(only(seenIn(withoutNumber))).isEqualTo(Sight.Doubt.NAMES_NO_EVENT);
    }

    @Test
    void whatDoesNotTellItsOriginLeavesEverythingOpen() {
        with("a", PROCESS, "s: {Image|endswith: x}, condition: s");
        var unknown = new EventKind(LogSource.UNKNOWN, null, null, null, new EventKind.Fields.Only(Set.of("Image")));

        assertThat(only(seenIn(unknown))).isEqualTo(Sight.Doubt.ORIGIN_UNKNOWN);
        assertThat(only(seenIn(unknown, STARTED_WITHOUT_COMMAND_LINE))).isEqualTo("can");
    }

    @Test
    void whereNotAllKindsWereCountedNothingIsRuledOut() {
        with("a", PROCESS, "s: {Image|endswith: x}, condition: s");

        assertThat(only(seen(false, List.of(LOGGED_ON)))).isEqualTo(Sight.Doubt.NOT_ALL_COUNTED);
    }

    @Test
    void aRuleThatWaitsForListsSaysSoOnlyWhereItsEventsAreThere() {
        with("a", SECURITY, "s: {EventID: 4624, TargetUserName|expand: '%Administrators%'}, condition: s");

        assertThat(only(seenIn(LOGGED_ON))).isEqualTo(new Sight.Reason.NoList(set("Administrators")));
        assertThat(only(seenIn(CONNECTED)))
                .isEqualTo(new Sight.Reason.NoLog(LogSource.of("windows", null, "security")));

        var set = RuleSet.read(rules);
        var filled = Detector.of(set.detections(), Pipeline.standard())
                .with(new Placeholders(Map.of("Administrators", List.of("chef"))));
        assertThat(only(Visibility.of(set, filled, List.of(LOGGED_ON), true))).isEqualTo("can");
    }

    @Test
    void whatHasToComeTogetherNeedsAllItsRulesAndACountNeedsOne() {
        with("one", SECURITY, "s: {EventID: 4624}, condition: s")
                .with("two", SECURITY, "s: {EventID: 4625}, condition: s");
        for (var kind : List.of("temporal", "event_count")) {
            rules.add(new Source(
                    kind + ".yml", """
                        title: %s
                        correlation:
                            type: %s
                            rules: [one, two]
                            timespan: 5m
                            %s
                        """.formatted(kind, kind, kind.equals("temporal") ? "" : "condition: {gte: 2}")));
        }

        var sights = seenIn(LOGGED_ON).sights();

        assertThat(sights)
                .extracting(sight ->
                        sight.rule().head().title() + " " + sight.getClass().getSimpleName())
                .containsExactly("event_count CanFire", "one CanFire", "temporal CannotFire", "two CannotFire");
        assertThat(((Sight.CannotFire) sights.get(2)).reason()).isEqualTo(new Sight.Reason.NoMatches(set("two")));
    }

    @Test
    void rulesAreSummedUpByWhereTheyLook() {
        with("a", PROCESS, "s: {Image|endswith: x}, condition: s")
                .with("b", PROCESS, "s: {CommandLine|endswith: x}, condition: s")
                .with("c", SYSTEM, "s: {EventID: 1}, condition: s");

        var visibility = seenIn(STARTED_WITHOUT_COMMAND_LINE);

        assertThat(visibility.bySource())
                .containsExactly(
                        new Visibility.OfSource(LogSource.of("windows", "process_creation", null), 2, 1, 0),
                        new Visibility.OfSource(LogSource.of("windows", null, "system"), 1, 0, 0));
        assertThat(List.of(visibility.can(), visibility.may(), visibility.cannot()))
                .containsExactly(1, 0, 2);
    }

    @Test
    void whatFurtherEventsWouldBringIsWorkedOut() {
        with("a", PROCESS, "s: {Image|endswith: x}, condition: s")
                .with("b", PROCESS, "s: {CommandLine|endswith: x}, condition: s")
                .with("c", SYSTEM, "s: {EventID: 1}, condition: s");

        var gained = seenIn(STARTED_WITHOUT_COMMAND_LINE)
                .gainedBy(List.of(new EventKind(
                        LogSource.of("windows", null, null),
                        "Security",
                        Kinds.AUDITING,
                        "4688",
                        EventKind.Fields.any())));

        assertThat(gained).extracting(rule -> rule.head().title()).containsExactly("b");
    }

    @Test
    void everyRuleThatFindsItsRegressionEventIsSaidToBeAble() throws IOException {
        var set = RuleSet.read(SharedData.ruleSources());
        var detector = Detector.of(set.detections(), Pipeline.standard());
        var scan = detector.scan();
        int matches = 0;
        for (var file : SharedData.files(SharedData.sigma().resolve("regression_data"), ".json")) {
            for (var event : SharedData.events(file)) {
                var visible = Visibility.of(set, detector, List.of(Kinds.of(event)), true).sights().stream()
                        .filter(sight -> !(sight instanceof Sight.CannotFire))
                        .map(Sight::rule)
                        .toList();
                var found = scan.detect(event);
                assertThat(visible).as("%s", file).containsAll(found);
                matches += found.size();
            }
        }
        assertThat(matches).isEqualTo(198);
    }
}
