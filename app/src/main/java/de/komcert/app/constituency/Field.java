package de.komcert.app.constituency;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One field of a {@link Sheet}, and the only place that judges what somebody entered there.
 *
 * @param name its name in forms, in the API and, in snake case, in the database
 * @param header its name in files
 */
public record Field(String name, String header, FieldKind kind, boolean required) {

    static final String YES = "ja";
    static final String NO = "nein";

    private static final int LARGEST_COUNT = 100_000_000;
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}|\\d{1,3}([.\u00a0 ]\\d{3})+");
    private static final Pattern LIST_NAME = Pattern.compile("%?([\\p{L}\\p{N}_-]{1,60})%?");
    private static final Pattern AGS = Pattern.compile("\\d{5}|\\d{8}");
    private static final Pattern MAIL_NAME = Pattern.compile("[^\\s@<>()\\[\\],;:\"]{1,64}");
    private static final List<String> YES_WORDS = List.of(YES, "j", "x", "1", "true", "yes", "wahr");
    private static final List<String> NO_WORDS = List.of("", NO, "n", "0", "false", "no", "falsch");
    private static final DateTimeFormatter GERMAN_DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.GERMAN);
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.GERMAN).withResolverStyle(ResolverStyle.STRICT));

    /** Marks that turn the direction of writing, and could make one name look like another. */
    private static final Pattern DIRECTION = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");

    Judgement judge(String entered) {
        var text = Normalizer.normalize(entered, Normalizer.Form.NFC).strip().replace("\r\n", "\n");
        if (text.isEmpty() && required) {
            return Judgement.rejected("required");
        }
        if (text.isEmpty()) {
            return Judgement.accepted(kind == FieldKind.Plain.YES_NO ? NO : "");
        }
        if (unprintable(text)) {
            return Judgement.rejected("unprintable");
        }
        return switch (kind) {
            case FieldKind.Line(int longest) -> upTo(longest, text);
            case FieldKind.Paragraph(int longest) -> upTo(longest, text);
            case FieldKind.Lines(int longest) -> upTo(longest, lines(text));
            case FieldKind.Choice(var words) -> choice(words, text);
            case FieldKind.References _ ->
                Judgement.accepted(String.join(", ", text.strip().split("\\s*,\\s*")));
            case FieldKind.Plain plain ->
                switch (plain) {
                    case YES_NO -> yesNo(text);
                    case COUNT -> count(text);
                    case AGS -> AGS.matcher(text).matches() ? Judgement.accepted(text) : Judgement.rejected("ags");
                    case PHONE -> parsed(text, PhoneNumber::parse, PhoneNumber::international, "phone");
                    case DOMAIN -> parsed(text, DomainName::parse, DomainName::value, "domain");
                    case LIST_NAME -> listName(text);
                    case ADDRESSES -> parsed(text, AddressRange::parse, AddressRange::toString, "addresses");
                    case MAIL -> mail(text);
                    case DAY -> day(text);
                };
        };
    }

    /** The canonical text as people read it; judged again, it gives the same. */
    public String shown(String canonical) {
        return switch (kind) {
            case FieldKind.Plain plain
            when plain == FieldKind.Plain.PHONE ->
                PhoneNumber.parse(canonical).map(PhoneNumber::national).orElse(canonical);
            case FieldKind.Plain plain
            when plain == FieldKind.Plain.DAY && !canonical.isEmpty() -> GERMAN_DAY.format(LocalDate.parse(canonical));
            default -> canonical;
        };
    }

    /** The words of a choice, else nothing. */
    public List<String> words() {
        return switch (kind) {
            case FieldKind.Choice(var words) ->
                Arrays.stream(words.getEnumConstants()).map(Enum::name).toList();
            case FieldKind.Plain plain when plain == FieldKind.Plain.YES_NO -> List.of(YES, NO);
            case FieldKind.Line _,
                    FieldKind.Paragraph _,
                    FieldKind.Lines _,
                    FieldKind.References _,
                    FieldKind.Plain _ -> List.of();
        };
    }

    String column() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    boolean isColumn() {
        return !(kind instanceof FieldKind.References);
    }

    private boolean unprintable(String text) {
        boolean lines = kind instanceof FieldKind.Paragraph || kind instanceof FieldKind.Lines;
        return DIRECTION.matcher(text).find()
                || text.codePoints()
                        .anyMatch(point -> Character.getType(point) == Character.SURROGATE
                                || Character.isISOControl(point) && !(lines && (point == '\n' || point == '\t')));
    }

    private static Judgement upTo(int longest, String text) {
        return text.codePointCount(0, text.length()) <= longest
                ? Judgement.accepted(text)
                : Judgement.rejected("tooLong", longest);
    }

    /** Rules write it between percent signs, and so may whoever copies it from there. */
    private static Judgement listName(String text) {
        var name = LIST_NAME.matcher(text);
        return name.matches() ? Judgement.accepted(name.group(1)) : Judgement.rejected("listName");
    }

    /** Each value once, none of them blank. */
    private static String lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static Judgement choice(Class<? extends Enum<?>> words, String text) {
        var word = folded(text).replaceAll("[ -]", "_");
        return Arrays.stream(words.getEnumConstants())
                .map(Enum::name)
                .filter(name -> folded(name).equals(word))
                .findFirst()
                .map(Judgement::accepted)
                .orElseGet(() -> Judgement.rejected(
                        "choice",
                        Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Judgement yesNo(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        return YES_WORDS.contains(word)
                ? Judgement.accepted(YES)
                : NO_WORDS.contains(word) ? Judgement.accepted(NO) : Judgement.rejected("yesNo");
    }

    private static Judgement count(String text) {
        if (!COUNT.matcher(text).matches()) {
            return Judgement.rejected("count");
        }
        var count = Long.parseLong(text.replaceAll("\\D", ""));
        return count <= LARGEST_COUNT ? Judgement.accepted(Long.toString(count)) : Judgement.rejected("count");
    }

    private static Judgement mail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                        && MAIL_NAME.matcher(text.substring(0, at)).matches()
                        && DomainName.parse(text.substring(at + 1)).isPresent()
                ? Judgement.accepted(text)
                : Judgement.rejected("mail");
    }

    private static Judgement day(String text) {
        for (var form : DAYS) {
            try {
                var day = LocalDate.parse(text, form);
                if (day.getYear() > 1900 && day.getYear() < 2200) {
                    return Judgement.accepted(day.toString());
                }
            } catch (DateTimeParseException _) {
                // the next form may fit
            }
        }
        return Judgement.rejected("day");
    }

    private static <T> Judgement parsed(
            String text, Function<String, Optional<T>> parse, Function<T, String> canonical, String problem) {
        return parse.apply(text)
                .map(value -> Judgement.accepted(canonical.apply(value)))
                .orElseGet(() -> Judgement.rejected(problem));
    }

    /** Texts that differ only in case and in the spelling of umlauts fold to the same. */
    static String folded(String text) {
        return text.strip()
                .toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
    }
}
