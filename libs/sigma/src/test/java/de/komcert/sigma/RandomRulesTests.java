package de.komcert.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fast evaluator against the plain one, over rules and events that nobody thought of. The words are few and short,
 * so that they meet often; {@code -Dkomcert.seed} replays a run.
 */
class RandomRulesTests {

    private static final int SETS = 10_000;
    private static final List<String> FIELDS = List.of("Image", "CommandLine", "User", "EventID", "Channel", "a.b");
    private static final List<String> WORDS = List.of(
            "a",
            "B",
            "ab",
            "-x",
            "/X",
            "\u2013x",
            "\\",
            "cmd.exe",
            "\\CMD.exe",
            "ü",
            "Ü",
            "ß",
            "ẞ",
            "ſ",
            "K",
            "k",
            "İ",
            "i",
            "ı",
            "1",
            "4688",
            "10.1.2.3",
            "2001:db8::1",
            "2026-03-09T14:05",
            " ",
            "",
            "😀",
            "\ud801\udc00",
            "\ud801\udc28",
            "#",
            "!",
            "[",
            "]");
    private static final List<String> MODIFIERS = List.of(
            "",
            "",
            "|contains",
            "|contains",
            "|startswith",
            "|endswith",
            "|cased",
            "|contains|cased",
            "|contains|windash",
            "|endswith|windash",
            "|startswith|neq",
            "|contains|all",
            "|re",
            "|re|i",
            "|cidr",
            "|gt",
            "|lte",
            "|hour|gte",
            "|exists",
            "|fieldref",
            "|fieldref|contains",
            "|base64offset|contains",
            "|neq",
            "|wide",
            "|contains|all|cased",
            "|re|m",
            "|re|s",
            "|re|i|m|s",
            "|utf16be|contains",
            "|base64|contains",
            "|utf16|base64|contains",
            "|wide|base64offset|contains",
            "|windash|base64offset|contains");
    private static final List<String> CONDITIONS = List.of(
            "s0",
            "not s0",
            "s0 and s1",
            "s0 or s1",
            "s0 and not s1",
            "1 of s*",
            "all of s*",
            "not 1 of s*",
            "s2 and (s0 or not s1)",
            "not (s0 and s1) or s2",
            "all of them");
    private static final List<String> REGEXES = List.of(
            "a+b",
            "^cmd",
            "exe$",
            "[a-c]\\.",
            "(ab|B)x?",
            "\\\\\\w+",
            ".{3,}",
            "\\d{2,4}",
            "(?i)CMD",
            "ü|Ü",
            "[^a]",
            "x*",
            "\\bcmd\\b",
            "^a.b$",
            "a.+b",
            "(?m)^B$",
            "x\\nB|i$");

    private final long seed = Long.getLong("komcert.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void bothEvaluatorsAgree() {
        System.out.println("RandomRulesTests: -Dkomcert.seed=" + seed);
        var pipeline = Pipeline.standard();
        var naive = new Naive(pipeline);
        int matches = 0;
        int used = 0;
        for (int set = 0; set < SETS; set++) {
            var sources = sources();
            var rules = RuleSet.read(sources).detections();
            var detector = Detector.of(rules, pipeline);
            var scan = detector.scan();
            used += rules.size();
            for (int i = 0; i < 4; i++) {
                var event = event();
                var plain = rules.stream()
                        .filter(rule -> naive.matches(rule, event))
                        .toList();
                for (int again = 0; again < 2; again++) {
                    assertThat(scan.detect(event))
                            .as(() -> "seed " + seed + "\n" + event + "\n"
                                    + sources.stream().map(Source::text).collect(Collectors.joining("\n---\n")))
                            .isEqualTo(plain);
                }
                assertThat(rules.stream()
                                .filter(rule -> detector.explain(rule, event).matches()))
                        .as(() -> "explained, seed " + seed)
                        .isEqualTo(plain);
                matches += plain.size();
            }
        }
        // Neither side must win by never matching or by refusing the rules.
        assertThat(used).isGreaterThan(SETS * 2);
        assertThat(matches).isBetween(SETS, used * 3);
    }

    @Test
    void bothEvaluatorsLeaveTheSameRulesOpen() {
        System.out.println("RandomRulesTests: -Dkomcert.seed=" + seed);
        var pipeline = Pipeline.standard();
        int open = 0;
        int settled = 0;
        for (int set = 0; set < SETS; set++) {
            var sources = sources();
            var rules = RuleSet.read(sources).detections();
            double budget = random.nextInt(20_000);
            var naive = new Naive(pipeline, budget);
            var generous = new Naive(pipeline);
            var detector = Detector.of(rules, pipeline, budget);
            var scan = detector.scan();
            for (int i = 0; i < 4; i++) {
                var event = event();
                var answers = rules.stream()
                        .collect(Collectors.groupingBy(rule -> naive.answer(rule, event), Collectors.toList()));
                for (int again = 0; again < 2; again++) {
                    assertThat(scan.detect(event))
                            .as(() -> "matching, " + described(sources, event, budget))
                            .isEqualTo(answers.getOrDefault(Answer.YES, List.of()));
                    assertThat(scan.undecided())
                            .as(() -> "undecided, " + described(sources, event, budget))
                            .isEqualTo(answers.getOrDefault(Answer.OPEN, List.of()));
                }
                for (var rule : rules) {
                    var answer = naive.answer(rule, event);
                    assertThat(detector.explain(rule, event).answer())
                            .as(() -> "explained, " + described(sources, event, budget))
                            .isEqualTo(answer);
                    if (answer != Answer.OPEN) {
                        assertThat(answer)
                                .as(() -> "settled, " + described(sources, event, budget))
                                .isEqualTo(generous.answer(rule, event));
                        settled++;
                    }
                }
                open += answers.getOrDefault(Answer.OPEN, List.of()).size();
            }
        }
        assertThat(open).isGreaterThan(SETS / 10);
        assertThat(settled).isGreaterThan(SETS * 5);
    }

    private String described(List<Source> sources, Event event, double budget) {
        return "seed " + seed + ", budget " + budget + "\n" + event + "\n"
                + sources.stream().map(Source::text).collect(Collectors.joining("\n---\n"));
    }

    @Test
    void noRuleThatMatchesIsSaidToBeUnableTo() {
        System.out.println("RandomRulesTests: -Dkomcert.seed=" + seed);
        var pipeline = Pipeline.standard();
        var naive = new Naive(pipeline);
        int matches = 0;
        int unable = 0;
        for (int set = 0; set < SETS; set++) {
            var sources = sources();
            var rules = RuleSet.read(sources);
            var events = List.of(event(), event());
            var visibility = Visibility.of(
                    rules,
                    Detector.of(rules.detections(), pipeline),
                    events.stream().map(Kinds::of).toList(),
                    true);
            for (var sight : visibility.sights()) {
                boolean isFound =
                        events.stream().anyMatch(event -> naive.matches((Rule.Detection) sight.rule(), event));
                assertThat(isFound && sight instanceof Sight.CannotFire)
                        .as(() -> "seed " + seed + "\n" + events + "\n" + sight + "\n"
                                + sources.stream().map(Source::text).collect(Collectors.joining("\n---\n")))
                        .isFalse();
                matches += isFound ? 1 : 0;
                unable += sight instanceof Sight.CannotFire ? 1 : 0;
            }
        }
        assertThat(matches).isGreaterThan(SETS / 2);
        assertThat(unable).isGreaterThan(SETS / 10);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Three rules, and in one of three sets a filter for one or two of them. */
    private List<Source> sources() {
        var sources =
                new ArrayList<>(IntStream.range(0, 3).mapToObj(this::source).toList());
        if (random.nextInt(3) == 0) {
            sources.add(filter());
        }
        return sources;
    }

    private Source source(int number) {
        var text = new StringBuilder("title: rule " + number + "\nlogsource:\n    product: windows\n");
        if (random.nextInt(4) == 0) {
            text.append("    category: process_creation\n");
        }
        text.append("detection:\n    condition: ").append(any(CONDITIONS)).append('\n');
        for (int selection = 0; selection < 3; selection++) {
            text.append(identifier("s" + selection));
        }
        return new Source("rule" + number + ".yml", text.toString());
    }

    private Source filter() {
        var rules = random.nextBoolean() ? "[rule 0]" : "[rule 1, rule 2]";
        return new Source(
                "filter.yml",
                "title: filter\nlogsource:\n    product: windows\nfilter:\n    rules: " + rules + "\n    condition: "
                        + any(List.of("f", "not f")) + "\n" + identifier("f"));
    }

    /** A search identifier: words that may stand anywhere, a map of fields, or a list of both. */
    private String identifier(String name) {
        return "    " + name + ":\n"
                + switch (random.nextInt(8)) {
                    case 0 -> "        - " + quoted(words()) + "\n";
                    case 1 -> "        " + anywhere() + "\n";
                    case 2 ->
                        IntStream.range(0, 2)
                                .mapToObj(i -> random.nextInt(4) == 0 ? List.of(quoted(words())) : items())
                                .map(lines -> "        - " + String.join("\n          ", lines) + "\n")
                                .collect(Collectors.joining());
                    default -> "        " + String.join("\n        ", items()) + "\n";
                };
    }

    /** What is asked of any value of the event. */
    private String anywhere() {
        var modifiers = any(List.of("|all", "|all", "|cased", "|contains|all", "|re|i", "|re|s|all"));
        return "'" + modifiers + "': [" + quoted(value(modifiers)) + ", " + quoted(value(modifiers)) + "]";
    }

    /** One or two fields with what is asked of them. */
    private List<String> items() {
        var items = new LinkedHashMap<String, String>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            var modifiers = any(MODIFIERS);
            items.put(any(FIELDS) + modifiers, values(modifiers));
        }
        return items.entrySet().stream()
                .map(item -> item.getKey() + ": " + item.getValue())
                .toList();
    }

    private String values(String modifiers) {
        if (modifiers.isEmpty() && random.nextInt(8) == 0) {
            return "null";
        }
        if (modifiers.contains("exists")) {
            return String.valueOf(random.nextBoolean());
        }
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> quoted(value(modifiers)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String value(String modifiers) {
        if (modifiers.startsWith("|re")) {
            return any(REGEXES);
        }
        if (modifiers.contains("cidr")) {
            return any(List.of("10.0.0.0/8", "10.1.2.0/30", "2001:db8::/32", "0.0.0.0/0"));
        }
        if (modifiers.contains("gt") || modifiers.contains("lt")) {
            return String.valueOf(random.nextInt(5_000));
        }
        if (modifiers.contains("fieldref")) {
            return any(FIELDS);
        }
        if (modifiers.contains("base64") || modifiers.contains("wide") || modifiers.contains("utf16")) {
            return any(List.of("ab", "cmd", "-x"));
        }
        return random.nextInt(4) == 0 ? any(WORDS) + any(List.of("*", "?", "\\*", "*?")) + any(WORDS) : words();
    }

    private String words() {
        return IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> any(WORDS))
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Event event() {
        var fields = new LinkedHashMap<String, Object>();
        for (var field : FIELDS) {
            switch (random.nextInt(7)) {
                case 0 -> {}
                case 1 -> fields.put(field, null);
                case 2 -> fields.put(field, List.of(longer(), longer()));
                default -> fields.put(field, longer());
            }
        }
        if (random.nextBoolean()) {
            fields.put("Channel", any(List.of("Security", "Microsoft-Windows-Sysmon/Operational", "other")));
            fields.put("EventID", any(List.of("1", "4688", "77")));
        }
        return Event.of(
                any(List.of(
                        LogSource.UNKNOWN,
                        LogSource.of("windows", null, null),
                        LogSource.of("windows", "process_creation", null))),
                fields);
    }

    private String longer() {
        if (random.nextInt(6) == 0) {
            return encoded(any(List.of("", " ", "x/")) + any(List.of("ab", "cmd", "-x", "\u2013x")));
        }
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> any(WORDS))
                .collect(Collectors.joining(random.nextInt(8) == 0 ? "\n" : ""));
    }

    /** In one of the forms that encodings seek: a character for each byte, or Base64. */
    private String encoded(String text) {
        var mark = any(List.of("", "\ufeff"));
        byte[] bytes = (mark + text)
                .getBytes(any(List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)));
        return random.nextBoolean()
                ? Base64.getEncoder().encodeToString(bytes)
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void valuesTwiceInAnEventCountAsAList() {
        var rule = Rules.detection("s:\n    F: ['b']\ncondition: s");
        var twice = new ArrayList<>(List.of("F", "F"));
        var event = new TwoSlots(Layout.of(twice), List.of("a", "b"));
        assertThat(Rules.matches(rule, event)).isTrue();
        assertThat(Rules.matches(rule, new TwoSlots(Layout.of(twice), List.of("a", "c"))))
                .isFalse();
    }

    private record TwoSlots(Layout layout, List<String> values) implements Event {
        @Override
        public LogSource source() {
            return Rules.HERE;
        }

        @Override
        public int count(int slot) {
            return 1;
        }

        @Override
        public boolean isNull(int slot, int index) {
            return false;
        }

        @Override
        public void text(int slot, int index, Text into) {
            into.append(values.get(slot));
        }
    }
}
