package de.komcert.sigma;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What each modifier finds and what it does not. */
class ModifierTests {

    private static final String SAME = "\u0000same";

    /** @param value of the field {@code F}; a list gives several, null a null, {@link #SAME} leaves the field out */
    private record Case(String item, Object value, boolean matches) {}

    private static Case finds(String item, Object value) {
        return new Case(item, value, true);
    }

    private static Case misses(String item, Object value) {
        return new Case(item, value, false);
    }

    private static final String OUT = SAME;

    static List<Case> cases() {
        return List.of(
                // none
                finds("F: Cmd.EXE", "cMD.exe"),
                misses("F: cmd", "cmd.exe"),
                finds("F: ['a', 'b']", "B"),
                finds("F: 4688", "4688"),
                finds("F: '4688'", 4688),
                finds("F: true", "True"),
                finds("F: ''", ""),
                misses("F: ''", OUT),
                misses("F: ''", null),
                finds("F: null", OUT),
                finds("F: null", null),
                misses("F: null", ""),
                finds("F: '*'", ""),
                misses("F: '*'", null),
                finds("F: 'a*c?e'", "ABBBCDE"),
                misses("F: 'a*c?e'", "abbbce"),
                finds("F: 'a\\*b'", "a*b"),
                misses("F: 'a\\*b'", "axb"),
                finds("F: 'a\\\\*'", "a\\xyz"),
                finds("F: 'C:\\Windows\\\\*.exe'", "c:\\windows\\cmd.exe"),
                finds("F: a", List.of("x", "A")),
                finds("F: 'Schlüsselverwaltung'", "SCHLÜSSELVERWALTUNG"),
                misses("F: 'straße'", "STRASSE"),
                finds("F: 'straße'", "STRAẞE"),
                // startswith, endswith, contains
                finds("F|startswith: 'C:\\Temp'", "c:\\temp\\x"),
                misses("F|startswith: temp", "c:\\temp"),
                finds("F|endswith: '\\cmd.exe'", "C:\\CMD.EXE"),
                misses("F|endswith: cmd", "cmd.exe"),
                finds("F|contains: 'schlüssel'", "der SCHLÜSSEL liegt"),
                misses("F|contains: abc", "ab c"),
                finds("F|contains: ''", ""),
                finds("F|contains: 'a?c'", "xxabcxx"),
                // all
                finds("F|contains|all: ['a', 'b']", "xbxa"),
                misses("F|contains|all: ['a', 'b']", "xbx"),
                finds("F|all|contains: ['a', 'b']", List.of("xb", "xa")),
                // cased
                finds("F|cased: Abc", "Abc"),
                misses("F|cased: Abc", "abc"),
                finds("F|contains|cased: bC", "abCd"),
                misses("F|contains|cased: bC", "abcd"),
                // exists
                finds("F|exists: true", ""),
                finds("F|exists: true", null),
                misses("F|exists: true", OUT),
                finds("F|exists: false", OUT),
                misses("F|exists: false", "x"),
                // neq
                finds("F|neq: a", "b"),
                misses("F|neq: a", "A"),
                finds("F|neq: a", OUT),
                misses("F|neq: ['a', 'b']", "b"),
                finds("F|contains|neq: a", "xyz"),
                misses("F|contains|neq: a", "xaz"),
                // windash
                finds("F|contains|windash: ' -f'", "x /F y"),
                finds("F|windash|contains: ' -f'", "x \u2013F y"),
                finds("F|contains|windash: ' \u2014f'", "x \u2015f"),
                finds("F|contains|windash: ' /f'", "x -f"),
                misses("F|contains|windash: ' -f'", "x +f"),
                finds("F|endswith|windash: '-a-b'", "x /a\u2013b"),
                // re, i, m, s
                finds("F|re: 'a[0-9]{2,3}b'", "xa123bx"),
                misses("F|re: 'a[0-9]b'", "A1B"),
                finds("F|re|i: 'a[0-9]b'", "A1B"),
                misses("F|re: '^b'", "a\nb"),
                finds("F|re|m: '^b'", "a\nb"),
                misses("F|re: 'a.b'", "a\nb"),
                finds("F|re|s: 'a.b'", "a\nb"),
                finds("F|re: '(?i)\\\\foo\\.(exe|dll)$'", "C:\\FOO.DLL"),
                misses("F|re: '.{5,}'", "abcd"),
                finds("F|re: '.{5,}'", "abcde"),
                finds("F|re|neq: 'a+'", "bbb"),
                // base64, base64offset
                finds("F|base64: 'http://'", "aHR0cDovLw=="),
                misses("F|base64: 'http://'", "AHR0cDovLw=="),
                finds("F|base64|contains: 'foo'", "xZm9vx"),
                finds("F|base64offset|contains: 'http'", "IGh0dHA6"),
                finds("F|base64offset|contains: 'http'", "eGh0dHA6"),
                misses("F|base64offset|contains: 'http'", "ZnRwOi8v"),
                // utf16le, wide, utf16be, utf16
                finds("F|utf16le: 'ab'", "a\u0000b\u0000"),
                finds("F|wide: 'ab'", "A\u0000B\u0000"),
                finds("F|utf16be: 'ab'", "\u0000a\u0000b"),
                finds("F|utf16: 'ab'", "\u00ff\u00fea\u0000b\u0000"),
                finds("F|wide|base64offset|contains: 'ping'", "cABpAG4AZwA="),
                finds("F|utf16le|base64offset|contains: 'IEX'", "SQBFAFgAIAA="),
                misses("F|utf16be|base64offset|contains: 'IEX'", "SQBFAFgAIAA="),
                finds("F|windash|base64offset|contains: '-enc'", "L2VuYw=="),
                // lt, lte, gt, gte
                finds("F|lt: 10", "9.5"),
                misses("F|lt: 10", "10"),
                finds("F|lte: 10", "10.0"),
                finds("F|gt: -3", "-2"),
                misses("F|gt: 10", "9"),
                finds("F|gte: 10", "00010"),
                misses("F|gte: 10", "ten"),
                misses("F|lt: 10", OUT),
                misses("F|lt: 10", "1e1"),
                // minute, hour, day, week, month, year
                finds("F|minute: 5", "2026-03-09T14:05:59Z"),
                finds("F|hour: 14", "2026-03-09 14:05:59.123"),
                finds("F|hour|gte: 14", "2026-03-09T15:00"),
                misses("F|hour|gte: 16", "2026-03-09T15:00"),
                finds("F|day: 9", "2026-03-09"),
                finds("F|week: 11", "2026-03-09"),
                finds("F|month: 3", "2026-03-09"),
                finds("F|year: 2026", "2026-03-09"),
                misses("F|year: 2026", "gestern"),
                misses("F|month: 13", "2026-13-09"),
                // cidr
                finds("F|cidr: 10.0.0.0/8", "10.255.1.2"),
                misses("F|cidr: 10.0.0.0/8", "11.0.0.1"),
                finds("F|cidr: 192.168.4.0/22", "192.168.7.255"),
                misses("F|cidr: 192.168.4.0/22", "192.168.8.0"),
                finds("F|cidr: ['10.0.0.0/8', '2001:db8::/32']", "2001:DB8:1::5"),
                misses("F|cidr: 2001:db8::/32", "2001:db9::1"),
                finds("F|cidr: 10.0.0.0/8", "::ffff:10.1.2.3"),
                finds("F|cidr: fe80::/10", "fe80::1%eth0"),
                misses("F|cidr: 10.0.0.0/8", "10.1.2"),
                misses("F|cidr: 10.0.0.0/8", "example"),
                // fieldref
                finds("F|fieldref: G", "Other"),
                misses("F|fieldref: G", "another"),
                finds("F|fieldref|startswith: G", "otherwise"),
                finds("F|fieldref|endswith: G", "another"),
                finds("F|fieldref|contains: G", "anotherone"),
                misses("F|fieldref|cased: G", "OTHER"),
                finds("F|fieldref|neq: G", "x"),
                misses("F|fieldref: Absent", "x"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatItShould(Case test) {
        var fields = new HashMap<String, Object>();
        fields.put("G", "other");
        if (test.value() != OUT) {
            fields.put("F", test.value());
        }
        assertThat(Rules.matches(Rules.item(test.item()), Rules.event(fields)))
                .as("%s on %s", test.item(), test.value())
                .isEqualTo(test.matches());
    }

    @Test
    void everyModifierHasACase() {
        var tested = EnumSet.of(Modifier.EXPAND); // in RuleSetTests
        for (var test : cases()) {
            for (var word : test.item().substring(0, test.item().indexOf(':')).split("\\|")) {
                Modifier.of(word).ifPresent(tested::add);
            }
        }
        assertThat(tested).containsExactlyInAnyOrder(Modifier.values());
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void senselessUseIsRefused(Map.Entry<String, String> item) {
        assertThat(Rules.refusals("selection:\n    " + item.getKey() + "\ncondition: selection"))
                .anySatisfy(reason -> assertThat(reason).startsWith("6: ").contains(item.getValue()));
    }

    static List<Map.Entry<String, String>> senseless() {
        return List.of(
                Map.entry("F|foo: a", "there is no modifier »foo«"),
                Map.entry("F|re|contains: a", "the modifier contains makes no sense"),
                Map.entry("F|i: a", "the modifier i makes no sense"),
                Map.entry("F|cidr: '10.0.0.0/40'", "no network in CIDR notation"),
                Map.entry("F|cidr: 'host'", "no network in CIDR notation"),
                Map.entry("F|lt: many", "is no number"),
                Map.entry("F|lt|gt: 5", "compares in two ways"),
                Map.entry("F|exists: maybe", "takes true or false"),
                Map.entry("F|contains|base64: 'a'", "cannot be encoded"),
                Map.entry("F|base64: 'a*'", "cannot be encoded"),
                Map.entry("F|contains: null", "null"),
                Map.entry("F|contains|contains: a", "twice"),
                Map.entry("F: []", "empty list"),
                Map.entry("F: {a: b}", "single value"),
                Map.entry("'|cidr': '10.0.0.0/8'", "needs the name of a field"),
                Map.entry("F|re: '(a'", "closing parenthesis"),
                Map.entry("F|re: '(?<=a)b'", "Look-around"),
                Map.entry("F|re: '(a)\\1'", "back references"));
    }
}
