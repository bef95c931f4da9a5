package de.komcert.sigma.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for many needles that may stand anywhere, in one pass and without a table that grows with their lengths.
 *
 * <p>Of each needle the three letters are chosen that are rarest in ordinary texts and among the other needles. Where they
 * end in a text, up to ten letters are compared at once, as one number; only where those agree the needle is compared in
 * full. Shorter needles are found by all of their letters.
 *
 * <p>Where no needle is that short, only every other place of a text is looked at: of each needle two threes are known that
 * end side by side, and one of them ends at such a place.
 */
final class GramSearch {

    private static final int GRAM = 3;
    /** Needles of three letters for which it is still worth to look at every other place. */
    private static final int FEW = 8;

    /** What stands in logs all the time, by threes. */
    private static final boolean[] ORDINARY = grams("""
            c:\\windows\\system32\\svchost.exe -k netsvcs -p -s schedule c:\\windows\\explorer.exe c:\\windows\\syswow64\\
            "c:\\program files (x86)\\microsoft\\edge\\application\\msedge.exe" --type=renderer --lang=de
            "c:\\program files\\common files\\microsoft shared\\clicktorun\\officeclicktorun.exe" /service
            c:\\windows\\system32\\cmd.exe /c start "" /d c:\\users\\administrator\\appdata\\local\\temp\\setup.tmp.dll
            c:\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe -noprofile -executionpolicy bypass -command
            c:\\programdata\\microsoft\\windows\\start menu\\programs c:\\users\\public\\documents\\report.docx
            rundll32.exe shell32.dll,control_rundll conhost.exe 0xffffffff -forcev1 taskhostw.exe -embedding
            hklm\\system\\currentcontrolset\\services\\ hklm\\software\\microsoft\\windows\\currentversion\\run
            hku\\s-1-5-21-1234567890-1234567890-1234567890-1001 \\registry\\machine\\software\\classes\\clsid\\{
            https://www.example.com/index.html?id=1 http://localhost:8080/api/v1 mozilla/5.0 (windows nt 10.0; win64)
            function param string value process object return write-host get-item $_.name | where-object new-object
            a new process has been created. creator subject: security id: account name: account domain: logon id: 0x3e7
            target subject: process information: new process id: token elevation type: mandatory label: medium level
            an account was successfully logged on. network information: workstation name: source network address: port:
            microsoft-windows-security-auditing nt authority\\system success audit failure reason: detailed tracking
            session opened for user root by (uid=0) accepted publickey for admin from 10.0.0.1 port 22 ssh2 connection closed
            dword (0x00000001) sha256= md5= imphash= true false .exe" .exe .dll, .dll" 2026-01-01 12:00:00.000
            """);

    private final Windows three;
    private final Windows two;
    private final Windows one;
    private final boolean skips;

    /** @param texts number of each needle, and its text: folded, ASCII, not empty */
    GramSearch(Map<Integer, String> texts) {
        skips = canSkip(texts.values());
        var crowds = new HashMap<Integer, Integer>();
        var builders =
                new Windows.Builder[] {new Windows.Builder(1), new Windows.Builder(2), new Windows.Builder(GRAM)};
        new TreeMap<>(texts).forEach((needle, text) -> {
            int end = text.length() <= GRAM ? text.length() : rarestEnd(text, crowds);
            var builder = builders[Math.min(text.length(), GRAM) - 1];
            builder.add(needle, text, end);
            if (skips && text.length() > GRAM) {
                builder.add(needle, text, end + 1);
            } else if (skips) {
                builder.addWithAnyLetterBehind(needle, text);
            }
        });
        one = builders[0].build();
        two = builders[1].build();
        three = builders[2].build();
    }

    private static boolean canSkip(Collection<String> texts) {
        return texts.stream().allMatch(text -> text.length() >= GRAM)
                && texts.stream().filter(text -> text.length() == GRAM).count() <= FEW;
    }

    /** Where the rarest three letters end; among equals where more letters stand before it, to be compared at once. */
    private int rarestEnd(String text, Map<Integer, Integer> crowds) {
        int best = GRAM;
        int bestCost = Integer.MAX_VALUE;
        for (int end = GRAM; end <= (skips ? text.length() - 1 : text.length()); end++) {
            int crowd = crowd(text, end, crowds) + (skips ? crowd(text, end + 1, crowds) : 0);
            int cost = 16 * crowd - Math.min(end, Windows.LENGTH);
            if (cost < bestCost) {
                best = end;
                bestCost = cost;
            }
        }
        crowds.merge(gram(text, best), 1, Integer::sum);
        if (skips) {
            crowds.merge(gram(text, best + 1), 1, Integer::sum);
        }
        return best;
    }

    /** How much else there is that has the same three letters. */
    private static int crowd(String text, int end, Map<Integer, Integer> crowds) {
        int gram = gram(text, end);
        return (ORDINARY[gram] ? 64 : 0) + crowds.getOrDefault(gram, 0);
    }

    private static int gram(String text, int end) {
        int gram = 0;
        for (int i = end - GRAM; i < end; i++) {
            gram = gram << Alphabet.BITS | Alphabet.letter(text.charAt(i));
        }
        return gram;
    }

    private static boolean[] grams(String ordinary) {
        var grams = new boolean[1 << GRAM * Alphabet.BITS];
        for (int end = GRAM; end <= ordinary.length(); end++) {
            grams[gram(ordinary, end)] = true;
        }
        return grams;
    }

    boolean isEmpty() {
        return three.isEmpty() && two.isEmpty() && one.isEmpty();
    }

    long bytes() {
        return three.bytes() + two.bytes() + one.bytes();
    }

    void search(char[] text, int from, int to, Haystack.Candidates candidates) {
        if (skips) {
            searchEveryOther(text, from, to, candidates);
        } else {
            searchAll(text, from, to, candidates);
        }
    }

    private void searchEveryOther(char[] text, int from, int to, Haystack.Candidates candidates) {
        byte[] letters = Alphabet.LETTERS;
        long window = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            window = window << 2 * Alphabet.BITS | letters[text[i]] << Alphabet.BITS | letters[text[i + 1]];
            if (three.mayEnd(window)) {
                three.report(window, i + 2, candidates);
            }
        }
        if (i < to) {
            window = window << 2 * Alphabet.BITS | letters[text[i]] << Alphabet.BITS; // as if one letter stood behind
            if (three.mayEnd(window)) {
                three.report(window, i + 2, candidates);
            }
        }
    }

    private void searchAll(char[] text, int from, int to, Haystack.Candidates candidates) {
        byte[] letters = Alphabet.LETTERS;
        boolean pairs = !two.isEmpty();
        boolean singles = !one.isEmpty();
        long window = 0;
        for (int i = from; i < to; i++) {
            window = window << Alphabet.BITS | letters[text[i]];
            if (three.mayEnd(window)) {
                three.report(window, i + 1, candidates);
            }
            if (pairs && two.mayEnd(window)) {
                two.report(window, i + 1, candidates);
            }
            if (singles && one.mayEnd(window)) {
                one.report(window, i + 1, candidates);
            }
        }
    }
}
