// SPDX-License-Identifier: EUPL-1.2

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks an exported Einsatztagebuch without KomCERT, network or library. Needs Java 17 or newer.
 * It is one file on purpose, however long: whoever checks a journal runs it as it is, and reads it from top to bottom.
 *
 * <pre>java Pruefe.java tagebuch.jsonl [number hash] [anker number hash]</pre>
 *
 * Number and hash are those printed on a report or a hand-over: whoever holds such a paper also learns whether
 * entries were cut off at the end, or all of them written anew. Behind the word "anker" they are those of an anchor, which
 * may stand on the report of any other incident too. The exit status is 0 if the chain is intact, 1 if it
 * is damaged, and 2 if the file cannot be read. Every line of the file is one link; the last line is the head.
 *
 * <pre>
 * commitment = SHA-256( salt[32], text in UTF-8 )
 * hash       = SHA-256( compartment[16], number[8], recorded at, in microseconds since 1970[8],
 *                       commitment[32], previous hash[32] )
 * </pre>
 *
 * Numbers are big-endian and start at 1; the first link follows 32 zero bytes. A text that was erased at the end of its
 * retention is null, and so is its salt; the last entry of a journal that was erased keeps its text and says why.
 *
 * <p>Beside it lies {@code anker.jsonl}: the anchors of the system chain, which hold where each journal ended when they
 * were set, and the way from each anchored head of this journal to its anchor.
 *
 * <pre>
 * leaf   = SHA-256( 00, salt[32], compartment[16], number[8], hash[32] )
 * node   = SHA-256( 01, left[32], right[32] )            16 of them, from the leaf up to the root
 * anchor = SHA-256( number[8], time, in microseconds since 1970[8], root[32], previous anchor[32] )
 * </pre>
 *
 * On each level the slot of the leaf, halved, says whether the node is the left one (even) or the right one.
 */
// Only ASCII in here, umlauts escaped: Java 17 reads a source in whatever encoding the machine happens to use.
public final class Pruefe {

    private static final int HASH_BYTES = 32;
    private static final byte[] BEGIN = new byte[HASH_BYTES];
    private static final int DEPTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    /** Each value has one spelling only, so that nothing can be changed that does not change a hash. */
    private static final Pattern LINK = Pattern.compile(
            """
            \\{"compartment":"(?<compartment>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",\
            "number":(?<number>0|[1-9][0-9]{0,17}),\
            "recordedAt":"(?<recordedAt>[0-9]{4}-[0-9]{2}-[0-9]{2}T\
            (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z)",\
            "commitment":"(?<commitment>[0-9a-f]{64})",\
            "previous":"(?<previous>[0-9a-f]{64})",\
            "hash":"(?<hash>[0-9a-f]{64})",\
            "salt":(?:null|"(?<salt>[0-9a-f]{64})"),\
            "body":(?:null|"(?<body>.*)")}\\s*""",
            Pattern.DOTALL);

    private static final Pattern HEAD = Pattern.compile(
            "\\{\"head\":\\{\"number\":(?<number>0|[1-9][0-9]{0,17}),\"hash\":\"(?<hash>[0-9a-f]{64})\"}}\\s*");

    private static final Pattern ANCHOR = Pattern.compile(
            """
            \\{"anchor":\\{"number":(?<number>[1-9][0-9]{0,17}),\
            "at":"(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T\
            (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z)",\
            "root":"(?<root>[0-9a-f]{64})",\
            "previous":"(?<previous>[0-9a-f]{64})",\
            "hash":"(?<hash>[0-9a-f]{64})"}}\\s*""");

    private static final Pattern ANCHORED = Pattern.compile(
            """
            \\{"anchored":\\{"number":(?<number>[1-9][0-9]{0,17}),\
            "hash":"(?<hash>[0-9a-f]{64})",\
            "anchor":(?<anchor>[1-9][0-9]{0,17}),\
            "salt":"(?<salt>[0-9a-f]{64})",\
            "slot":(?<slot>0|[1-9][0-9]{0,4}),\
            "siblings":"(?<siblings>[0-9a-f]{1024})"}}\\s*""");

    /** What people read of an entry, within its body. */
    private static final Pattern TEXT = Pattern.compile("\"text\":\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"");

    /** One entry as it stands in the file; salt and body are null where the text was erased. */
    private record Link(
            UUID compartment,
            long number,
            Instant recordedAt,
            byte[] commitment,
            byte[] previous,
            byte[] hash,
            byte[] salt,
            String body) {}

    /** Number and hash of a link: of the last one, or of the one that was printed. */
    private record Head(long number, byte[] hash) {}

    private record Chain(List<Link> links, Head head) {}

    /** One anchor of the system chain. */
    private record Anchor(long number, Instant at, byte[] root, byte[] previous, byte[] hash) {}

    /** A head of this journal, and the way from it to its anchor. */
    private record Anchored(long number, byte[] hash, long anchor, byte[] salt, int slot, byte[] siblings) {}

    /** What lies in anker.jsonl. */
    private record Anchors(List<Anchor> chain, List<Anchored> heads) {}

    /** What stands on paper: the head of this journal, or an anchor. */
    private record Paper(Optional<Head> head, Optional<Head> anchor) {}

    /** The message tells the reader what is wrong with what they handed over. */
    private static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    public static void main(String[] args) {
        System.exit(check(args));
    }

    private static int check(String[] args) {
        try {
            var paper = paper(args);
            var chain = read(args[0]);
            var beside = Path.of(args[0]).resolveSibling("anker.jsonl");
            var anchors = Files.exists(beside) ? Optional.of(anchors(beside.toString())) : Optional.<Anchors>empty();
            var damage = damage(chain, paper.head())
                    .or(() -> anchors.flatMap(known -> damage(known, chain)))
                    .or(() -> paper.anchor().flatMap(printed -> contradiction(printed, anchors)));
            if (damage.isPresent()) {
                System.out.println(damage.get());
                return 1;
            }
            System.out.println(intact(chain));
            erasing(chain).ifPresent(System.out::println);
            System.out.println(reach(anchors));
            paper.head().ifPresent(printed -> System.out.println(
                    "Der gedruckte Kopf Nr. " + printed.number() + " ist darin enthalten."));
            paper.anchor().ifPresent(printed -> System.out.println(
                    "Der gedruckte Anker Nr. " + printed.number() + " ist darin enthalten."));
            return 0;
        } catch (Unreadable e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    /** How much of the journal the anchors cover. */
    private static String reach(Optional<Anchors> anchors) {
        if (anchors.isEmpty()) {
            return "Ohne Anker gepr\u00fcft: Daneben liegt keine anker.jsonl.";
        }
        var heads = anchors.get().heads();
        if (heads.isEmpty()) {
            return "Noch nicht verankert.";
        }
        var last = Collections.max(heads, Comparator.comparingLong(Anchored::number));
        var anchor = anchors.get().chain().stream()
                .filter(one -> one.number() == last.anchor())
                .findFirst()
                .orElseThrow();
        return "Verankert bis Nr. " + last.number() + ", in Anker Nr. " + anchor.number() + " vom " + anchor.at() + ".";
    }

    private static String intact(Chain chain) {
        var count = chain.links().size();
        var erased = chain.links().stream().filter(link -> link.body() == null).count();
        return "Unversehrt: " + count + (count == 1 ? " Eintrag" : " Eintr\u00e4ge") + ", davon " + erased
                + " gel\u00f6scht. Kopf der Kette: Nr. " + chain.head().number() + ", "
                + HEX.formatHex(chain.head().hash()) + ".";
    }

    /** Why texts are missing: retention takes all of them and leaves a last entry that says so. Nothing else may. */
    private static Optional<String> erasing(Chain chain) throws Unreadable {
        var links = chain.links();
        var erased = links.stream().filter(link -> link.body() == null).count();
        if (erased == 0) {
            return Optional.empty();
        }
        var last = links.get(links.size() - 1).body();
        if (last == null || erased != links.size() - 1) {
            return Optional.of("Achtung: Texte fehlen, ohne dass das Tagebuch sagt, warum. Nach Ablauf der Frist"
                    + " l\u00f6scht KomCERT alle Texte und nennt den Grund im letzten Eintrag.");
        }
        var text = TEXT.matcher(last);
        return Optional.of("Der letzte Eintrag sagt, warum die anderen gel\u00f6scht sind: "
                + (text.find() ? unescaped(text.group("text")) : last));
    }

    /** The first damage only: whatever follows it proves nothing. */
    private static Optional<String> damage(Chain chain, Optional<Head> printed) {
        var previous = BEGIN;
        long expected = 1;
        for (var link : chain.links()) {
            var fault = fault(link, expected, previous);
            if (fault.isPresent()) {
                return damaged(expected, fault.get());
            }
            previous = link.hash();
            expected++;
        }
        var head = chain.head();
        if (head.number() != expected - 1) {
            return damaged(expected, "Am Ende fehlen Eintr\u00e4ge, oder es sind zu viele. Die Kette endet mit Nr. "
                    + (expected - 1) + ", ihr Kopf nennt Nr. " + head.number() + ".");
        }
        if (!Arrays.equals(head.hash(), previous)) {
            return damaged(expected, "Der Kopf der Kette nennt eine andere Pr\u00fcfsumme als ihr letzter Eintrag.");
        }
        return printed.flatMap(paper -> contradiction(paper, chain.links()));
    }

    private static Optional<String> fault(Link link, long expected, byte[] previous) {
        if (link.number() != expected) {
            return Optional.of("Ein Eintrag fehlt, steht doppelt oder an falscher Stelle.");
        }
        if (!Arrays.equals(link.previous(), previous)) {
            return Optional.of("Er schlie\u00dft nicht an den vorigen an.");
        }
        if (!Arrays.equals(link.hash(), hash(link))) {
            return Optional.of("Seine Pr\u00fcfsumme passt nicht zu seinen Angaben.");
        }
        // Retention takes the text together with its salt. One without the other cannot be checked, and is no erasure.
        var erased = link.salt() == null && link.body() == null;
        var kept = link.salt() != null && link.body() != null && Arrays.equals(link.commitment(), commitment(link));
        return erased || kept ? Optional.empty() : Optional.of("Sein Text wurde ver\u00e4ndert.");
    }

    /** The first damage of the anchors, or the first thing they say that this chain does not. */
    private static Optional<String> damage(Anchors anchors, Chain chain) {
        Anchor previous = null;
        for (var anchor : anchors.chain()) {
            var expected = previous == null ? anchor.number() : previous.number() + 1;
            if (anchor.number() != expected) {
                return anchorDamaged(expected, "Er fehlt, oder er steht an falscher Stelle.");
            }
            if (previous != null && !Arrays.equals(anchor.previous(), previous.hash())) {
                return anchorDamaged(expected, "Er schlie\u00dft nicht an den vorigen an.");
            }
            if (!Arrays.equals(anchor.hash(), hash(anchor))) {
                return anchorDamaged(expected, "Seine Pr\u00fcfsumme passt nicht zu seinen Angaben.");
            }
            previous = anchor;
        }
        for (var head : anchors.heads()) {
            var fault = fault(head, anchors.chain(), chain.links());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Anchored head, List<Anchor> anchors, List<Link> links) {
        var anchor = anchors.isEmpty() ? -1 : head.anchor() - anchors.get(0).number();
        if (anchor < 0 || anchor >= anchors.size()) {
            return anchorDamaged(head.anchor(), "Er fehlt.");
        }
        if (links.isEmpty() || !Arrays.equals(root(head, links.get(0).compartment()), anchors.get((int) anchor).root())) {
            return anchorDamaged(head.anchor(), "Der Weg von Nr. " + head.number() + " f\u00fchrt nicht zu ihm.");
        }
        if (head.number() > links.size()) {
            return damaged(links.size() + 1L, "Am Ende fehlen Eintr\u00e4ge. Verankert ist Nr. " + head.number()
                    + ", die Kette endet mit Nr. " + links.size() + ".");
        }
        return Arrays.equals(head.hash(), links.get((int) head.number() - 1).hash())
                ? Optional.empty()
                : damaged(head.number(), "Anker Nr. " + head.anchor() + " h\u00e4lt eine andere Pr\u00fcfsumme fest."
                        + " Das Tagebuch wurde seitdem neu geschrieben.");
    }

    private static Optional<String> anchorDamaged(long number, String reason) {
        return Optional.of("Besch\u00e4digt bei Anker Nr. " + number + ": " + reason);
    }

    /** What the paper says of an anchor that the system chain does not. */
    private static Optional<String> contradiction(Head paper, Optional<Anchors> anchors) {
        var chain = anchors.map(Anchors::chain).orElse(List.of());
        var found = chain.stream().filter(anchor -> anchor.number() == paper.number()).findFirst();
        if (found.isEmpty()) {
            return anchorDamaged(paper.number(), chain.isEmpty()
                    ? "Er ist gedruckt, hier aber liegt kein Anker."
                    : "Er ist gedruckt, hier aber reichen die Anker nur von Nr. " + chain.get(0).number() + " bis Nr. "
                            + chain.get(chain.size() - 1).number() + ".");
        }
        return Arrays.equals(paper.hash(), found.get().hash())
                ? Optional.empty()
                : anchorDamaged(paper.number(), "Gedruckt ist eine andere Pr\u00fcfsumme.");
    }

    /** What the paper says that this chain does not. */
    private static Optional<String> contradiction(Head paper, List<Link> links) {
        if (paper.number() > links.size()) {
            return damaged(links.size() + 1L, "Am Ende fehlen Eintr\u00e4ge. Gedruckt ist Nr. " + paper.number()
                    + ", die Kette endet mit Nr. " + links.size() + ".");
        }
        var hash = paper.number() == 0 ? BEGIN : links.get((int) paper.number() - 1).hash();
        return Arrays.equals(paper.hash(), hash)
                ? Optional.empty()
                : damaged(paper.number(), "Gedruckt ist eine andere Pr\u00fcfsumme. Das Tagebuch wurde seit dem Druck"
                        + " neu geschrieben, oder das Papier geh\u00f6rt zu einem anderen.");
    }

    private static Optional<String> damaged(long number, String reason) {
        return Optional.of("Besch\u00e4digt bei Nr. " + number + ": " + reason);
    }

    private static byte[] commitment(Link link) {
        var digest = sha256();
        digest.update(link.salt());
        return digest.digest(link.body().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hash(Link link) {
        var bytes = ByteBuffer.allocate(Long.BYTES * 4 + HASH_BYTES * 2)
                .putLong(link.compartment().getMostSignificantBits())
                .putLong(link.compartment().getLeastSignificantBits())
                .putLong(link.number())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, link.recordedAt()))
                .put(link.commitment())
                .put(link.previous())
                .array();
        return sha256().digest(bytes);
    }

    private static byte[] hash(Anchor anchor) {
        return sha256().digest(ByteBuffer.allocate(Long.BYTES * 2 + HASH_BYTES * 2)
                .putLong(anchor.number())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, anchor.at()))
                .put(anchor.root())
                .put(anchor.previous())
                .array());
    }

    /** The root one arrives at from this head. */
    private static byte[] root(Anchored head, UUID compartment) {
        var node = sha256().digest(ByteBuffer.allocate(1 + HASH_BYTES * 2 + Long.BYTES * 3)
                .put((byte) 0)
                .put(head.salt())
                .putLong(compartment.getMostSignificantBits())
                .putLong(compartment.getLeastSignificantBits())
                .putLong(head.number())
                .put(head.hash())
                .array());
        for (int level = 0; level < DEPTH; level++) {
            var sibling = Arrays.copyOfRange(head.siblings(), level * HASH_BYTES, (level + 1) * HASH_BYTES);
            var right = (head.slot() >> level & 1) == 1;
            node = sha256().digest(ByteBuffer.allocate(1 + HASH_BYTES * 2)
                    .put((byte) 1)
                    .put(right ? sibling : node)
                    .put(right ? node : sibling)
                    .array());
        }
        return node;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the command line says of the paper; a hash may be typed in groups. */
    private static Paper paper(String[] args) throws Unreadable {
        if (args.length == 0) {
            throw usage();
        }
        var words = List.of(args).subList(1, args.length);
        var anchor = words.indexOf("anker");
        return anchor < 0
                ? new Paper(printed(words, true), Optional.empty())
                : new Paper(printed(words.subList(0, anchor), true), printed(words.subList(anchor + 1, words.size()), false));
    }

    private static Optional<Head> printed(List<String> words, boolean mayBeMissing) throws Unreadable {
        if (words.isEmpty() && mayBeMissing) {
            return Optional.empty();
        }
        var hash = words.size() < 2 ? "" : String.join("", words.subList(1, words.size()));
        if (!hash.matches("[0-9a-fA-F]{64}") || !words.get(0).matches("[0-9]{1,18}")) {
            throw usage();
        }
        return Optional.of(new Head(Long.parseLong(words.get(0)), HEX.parseHex(hash)));
    }

    private static Unreadable usage() {
        return new Unreadable("Aufruf: java Pruefe.java tagebuch.jsonl [Nummer Pr\u00fcfsumme]"
                + " [anker Nummer Pr\u00fcfsumme]."
                + " Die Pr\u00fcfsumme hat 64 Zeichen, Ziffern und die Buchstaben a bis f.");
    }

    private static Chain read(String file) throws Unreadable {
        var lines = lines(file);
        var links = new ArrayList<Link>();
        for (int i = 0; i < lines.length; i++) {
            try {
                var line = utf8(lines[i]);
                var head = HEAD.matcher(line);
                if (!head.matches()) {
                    links.add(link(line));
                } else if (i < lines.length - 1) {
                    throw new Unreadable("Nach dem Kopf der Kette darf nichts mehr folgen.");
                } else {
                    return new Chain(links, new Head(Long.parseLong(head.group("number")), bytes(head, "hash")));
                }
            } catch (Unreadable e) {
                throw new Unreadable("Zeile " + (i + 1) + ": " + e.getMessage());
            }
        }
        throw new Unreadable("Zeile " + (lines.length + 1)
                + ": Hier fehlt der Kopf der Kette. Die Datei ist nicht vollst\u00e4ndig.");
    }

    private static Anchors anchors(String file) throws Unreadable {
        var lines = lines(file);
        var chain = new ArrayList<Anchor>();
        var heads = new ArrayList<Anchored>();
        for (int i = 0; i < lines.length; i++) {
            var anchor = ANCHOR.matcher(lines[i]);
            var head = ANCHORED.matcher(lines[i]);
            if (anchor.matches() && heads.isEmpty()) {
                chain.add(new Anchor(
                        Long.parseLong(anchor.group("number")),
                        time(anchor.group("at")),
                        bytes(anchor, "root"),
                        bytes(anchor, "previous"),
                        bytes(anchor, "hash")));
            } else if (head.matches() && Integer.parseInt(head.group("slot")) < 1 << DEPTH) {
                heads.add(new Anchored(
                        Long.parseLong(head.group("number")),
                        bytes(head, "hash"),
                        Long.parseLong(head.group("anchor")),
                        bytes(head, "salt"),
                        Integer.parseInt(head.group("slot")),
                        bytes(head, "siblings")));
            } else if (!lines[i].isBlank()) {
                throw new Unreadable("anker.jsonl, Zeile " + (i + 1)
                        + ": Das ist kein Anker, wie KomCERT ihn schreibt. Die Zeile wurde ver\u00e4ndert.");
            }
        }
        return new Anchors(chain, heads);
    }

    /** The lines, one char for each byte, so that a broken character can be told by its line. */
    private static String[] lines(String file) throws Unreadable {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).split("\n");
        } catch (IOException | InvalidPathException e) {
            throw new Unreadable("Die Datei " + file + " l\u00e4sst sich nicht lesen. Stimmen Ordner und Name?");
        }
    }

    private static String utf8(String line) throws Unreadable {
        try {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("Ein Zeichen ist besch\u00e4digt; die Zeile ist kein UTF-8.");
        }
    }

    private static Link link(String line) throws Unreadable {
        var fields = LINK.matcher(line);
        if (!fields.matches()) {
            throw new Unreadable("Das ist kein Eintrag eines Einsatztagebuchs, wie KomCERT ihn schreibt."
                    + " Die Zeile wurde ver\u00e4ndert, oder es ist eine andere Datei.");
        }
        return new Link(
                UUID.fromString(fields.group("compartment")),
                Long.parseLong(fields.group("number")),
                time(fields.group("recordedAt")),
                bytes(fields, "commitment"),
                bytes(fields, "previous"),
                bytes(fields, "hash"),
                bytes(fields, "salt"),
                unescaped(fields.group("body")));
    }

    private static Instant time(String text) throws Unreadable {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Unreadable("Den Tag " + text + " gibt es nicht.");
        }
    }

    private static byte[] bytes(Matcher fields, String name) {
        var hex = fields.group(name);
        return hex == null ? null : HEX.parseHex(hex);
    }

    /** What a JSON string holds, given what stands between its quotes. */
    private static String unescaped(String json) throws Unreadable {
        if (json == null) {
            return null;
        }
        var text = new StringBuilder();
        for (int at = 0; at < json.length(); at++) {
            var c = json.charAt(at);
            if (c == '"' || c < ' ') {
                throw new Unreadable("Im Text steht ein Zeichen, das dort nicht stehen darf.");
            }
            if (c != '\\') {
                text.append(c);
                continue;
            }
            var escape = ++at < json.length() ? json.charAt(at) : ' ';
            if (escape == 'u') {
                text.append(unicode(json, at + 1));
                at += 4;
                continue;
            }
            var meant = "\"\\/bfnrt".indexOf(escape);
            if (meant < 0) {
                throw new Unreadable("Im Text steht hinter \\ ein Zeichen, das dort nicht stehen darf.");
            }
            text.append("\"\\/\b\f\n\r\t".charAt(meant));
        }
        // Half a character would be hashed as a question mark.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Unreadable("Im Text steht ein halbes Zeichen.");
        }
        return text.toString();
    }

    private static char unicode(String json, int at) throws Unreadable {
        if (at + 4 > json.length() || !json.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw new Unreadable("Im Text steht hinter \\u keine Zahl aus vier Zeichen.");
        }
        return (char) HexFormat.fromHexDigits(json, at, at + 4);
    }
}
