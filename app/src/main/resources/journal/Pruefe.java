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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks an exported Einsatztagebuch without KomCERT, network or library. Needs Java 17 or newer.
 *
 * <pre>java Pruefe.java tagebuch.jsonl [number hash]</pre>
 *
 * Number and hash are those printed on a report or a hand-over: whoever holds such a paper also learns whether
 * entries were cut off at the end, or all of them written anew. The exit status is 0 if the chain is intact, 1 if it
 * is damaged, and 2 if the file cannot be read. Every line of the file is one link; the last line is the head.
 *
 * <pre>
 * commitment = SHA-256( salt[32], text in UTF-8 )
 * hash       = SHA-256( compartment[16], number[8], recorded at, in microseconds since 1970[8],
 *                       commitment[32], previous hash[32] )
 * </pre>
 *
 * Numbers are big-endian and start at 1; the first link follows 32 zero bytes. A text that was erased at the end of its
 * retention is null, and so is its salt.
 */
// Only ASCII in here, umlauts escaped: Java 17 reads a source in whatever encoding the machine happens to use.
public final class Pruefe {

    private static final int HASH_BYTES = 32;
    private static final byte[] BEGIN = new byte[HASH_BYTES];
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
            var printed = printed(args);
            var chain = read(args[0]);
            var damage = damage(chain, printed);
            System.out.println(damage.orElseGet(() -> intact(chain)));
            if (damage.isEmpty() && printed.isPresent()) {
                System.out.println("Der gedruckte Kopf Nr. " + printed.get().number() + " ist darin enthalten.");
            }
            return damage.isPresent() ? 1 : 0;
        } catch (Unreadable e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static String intact(Chain chain) {
        var count = chain.links().size();
        var erased = chain.links().stream().filter(link -> link.body() == null).count();
        return "Unversehrt: " + count + (count == 1 ? " Eintrag" : " Eintr\u00e4ge") + ", davon " + erased
                + " gel\u00f6scht. Kopf der Kette: Nr. " + chain.head().number() + ", "
                + HEX.formatHex(chain.head().hash()) + ".";
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The head given on the command line; its hash may be typed in groups. */
    private static Optional<Head> printed(String[] args) throws Unreadable {
        if (args.length == 1) {
            return Optional.empty();
        }
        var hash = args.length < 3 ? "" : String.join("", List.of(args).subList(2, args.length));
        if (!hash.matches("[0-9a-fA-F]{64}") || !args[1].matches("[0-9]{1,18}")) {
            throw new Unreadable("Aufruf: java Pruefe.java tagebuch.jsonl [Nummer Pr\u00fcfsumme]."
                    + " Die Pr\u00fcfsumme hat 64 Zeichen, Ziffern und die Buchstaben a bis f.");
        }
        return Optional.of(new Head(Long.parseLong(args[1]), HEX.parseHex(hash)));
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
