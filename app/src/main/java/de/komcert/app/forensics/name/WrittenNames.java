package de.komcert.app.forensics.name;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds names in texts, by the words that programs write before them. */
final class WrittenNames {

    /** Before a name: folders of homes, and words of servers, databases, sudo, su, PAM, audit and Windows. */
    private enum Before {
        HOME("(?i)(?:\\\\{1,8}users\\\\{1,8}|/users/|/home/|\\\\{1,8}dokumente und einstellungen\\\\{1,8})"
                + "([^\\\\/:\"'<>|\\s]+)"),
        USER("(?i)\\b(?:for|invalid|unknown|illegal|of) user (?:" + QUOTED + "|([^\\s\"'(\\[,;]+))"),
        ASSIGNED("(?i)(?:\\b(?:user|username|userid|acct|account|ruser|logname|login|/user)"
                + "|\\b(?:sasl|auth|remote|proxy|source|src|target|dst)_user(?:name)?)"
                + "[=:](?:" + QUOTED + "|\"?([^\\s\",;()]+))"),
        QUALIFIED("(?i)\\buser(?: ?name|id)? ?[=:] ?[\\w.-]+\\\\([^\\s\",;()]+)"),
        BY("\\bby ([^\\s(]+)\\(uid"),
        FROM("(?:Accepted|Failed) \\S+ for ([^\\s]+) from "),
        SU("(?i)\\bsu (?:for|to) ([^\\s]+)(?: by ([^\\s]+))?"),
        NET("(?i)\\bnet1? user \"?([^\\s\"/]+)"),
        SUDO("(?:^|\\s)([^\\s:]+) : (?:TTY=|user NOT in|command not|\\d+ incorrect|a password is|PAM )"),
        /** As Windows words its events; where these are passed on in one line, a tab may be written as #011. */
        WORDED("(?i)(?:\\b|#011)(?:account name|kontoname)\\s?:(?:[ \\t]|#011){1,16}"
                + "(?!account |kontodom|local service|network service|lokaler dienst|anonymous)([^\\s#,;\"]+)"),
        ADDRESS("(?i)\\b(?:from|to|orig_to)=<([^<>\\s@]{1,64}@[^<>\\s]{1,255})>"),
        /** Of an object in JSON; its value may hold another one. */
        MEMBER("\"([\\w.@-]{1,64})\\\\{0,8}\"\\s?:\\s?\\\\{0,8}(?=\"([^\"\\r\\n]{1,200}?)\\\\{0,8}\")") {
            @Override
            Stream<String> names(MatchResult found) {
                return AccountNames.isNameField(found.group(1)) ? Stream.of(found.group(2)) : Stream.empty();
            }
        };

        private final Pattern pattern;

        Before(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        Stream<String> within(String text) {
            return pattern.matcher(text).results().flatMap(this::names);
        }

        Stream<String> names(MatchResult found) {
            return IntStream.rangeClosed(1, found.groupCount())
                    .mapToObj(found::group)
                    .filter(Objects::nonNull);
        }
    }

    /** In quotation marks, which are escaped where the text was put into another. */
    private static final String QUOTED = "\\\\{0,8}\"([^\"\\r\\n()]{1,200}?)\\\\{0,8}\"|'([^'\\r\\n]{1,200})'";

    private WrittenNames() {}

    /** What stands in a text where programs write accounts. */
    static Stream<String> within(String text) {
        return possible(text).stream().flatMap(before -> before.within(text));
    }

    /** What may stand there, by the word that it cannot do without: most texts are done with by one look. */
    private static Set<Before> possible(String text) {
        var possible = EnumSet.noneOf(Before.class);
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case 'u', 'U' -> {
                    if (has(text, i, "user")) {
                        addWhatUserBegins(text, i + "user".length(), possible);
                    }
                }
                case 'h', 'H' -> addIf(has(text, i, "home/"), Before.HOME, possible);
                case 'e', 'E' -> addIf(has(text, i, "einstellungen\\"), Before.HOME, possible);
                case 'a', 'A' -> {
                    addIf(has(text, i, "account name"), Before.WORDED, possible);
                    addIf(isAssigned(text, i, "acct") || isAssigned(text, i, "account"), Before.ASSIGNED, possible);
                    addIf(has(text, i, "accepted "), Before.FROM, possible);
                }
                case 'k', 'K' -> addIf(has(text, i, "kontoname"), Before.WORDED, possible);
                case '=' -> addIf(has(text, i, "=<"), Before.ADDRESS, possible);
                case '"' -> addIf(has(text, i, "\":") || has(text, i, "\" :"), Before.MEMBER, possible);
                case 'l', 'L' ->
                    addIf(isAssigned(text, i, "logname") || isAssigned(text, i, "login"), Before.ASSIGNED, possible);
                case 'f', 'F' -> addIf(has(text, i, "failed "), Before.FROM, possible);
                case '(' -> addIf(has(text, i, "(uid"), Before.BY, possible);
                case 's', 'S' -> addIf(has(text, i, "su for ") || has(text, i, "su to "), Before.SU, possible);
                case ':' -> addIf(has(text, i, ": "), Before.SUDO, possible);
                default -> {}
            }
        }
        return possible;
    }

    /** @param at behind the word */
    private static void addWhatUserBegins(String text, int at, Set<Before> possible) {
        addIf(has(text, at, "s\\") || has(text, at, "s/"), Before.HOME, possible);
        if (has(text, at, " ")) {
            possible.add(Before.USER);
            possible.add(Before.NET);
        }
        addIf(
                isAssigned(text, at, "") || isAssigned(text, at, "name") || isAssigned(text, at, "id"),
                Before.ASSIGNED,
                possible);
        addIf(text.indexOf('\\', at) > 0, Before.QUALIFIED, possible);
    }

    private static void addIf(boolean is, Before before, Set<Before> possible) {
        if (is) {
            possible.add(before);
        }
    }

    private static boolean isAssigned(String text, int at, String word) {
        int behind = at + word.length();
        return behind < text.length()
                && (text.charAt(behind) == '=' || text.charAt(behind) == ':')
                && has(text, at, word);
    }

    private static boolean has(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }
}
