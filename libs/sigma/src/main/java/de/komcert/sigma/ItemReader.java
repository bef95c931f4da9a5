package de.komcert.sigma;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import de.komcert.sigma.regex.RegularExpression;
import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Network;
import de.komcert.sigma.value.Numbers;
import de.komcert.sigma.value.TextPattern;
import de.komcert.sigma.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a search identifier: a field, its modifiers in order, and its values. */
final class ItemReader {

    private static final Set<Modifier> PLACES = EnumSet.of(Modifier.STARTSWITH, Modifier.ENDSWITH, Modifier.CONTAINS);
    private static final Set<Modifier> ENCODINGS = EnumSet.of(
            Modifier.BASE64, Modifier.BASE64OFFSET, Modifier.UTF16LE, Modifier.UTF16BE, Modifier.UTF16, Modifier.WIDE);
    private static final Set<Modifier> COMPARISONS = EnumSet.of(Modifier.LT, Modifier.LTE, Modifier.GT, Modifier.GTE);
    private static final Set<Modifier> DATE_PARTS = EnumSet.range(Modifier.MINUTE, Modifier.YEAR);
    private static final int MAX_PERMUTATIONS = 625;

    /** What a value is asked for; it decides which other modifiers make sense. */
    private enum Kind {
        TEXT(EnumSet.of(
                Modifier.STARTSWITH,
                Modifier.ENDSWITH,
                Modifier.CONTAINS,
                Modifier.CASED,
                Modifier.WINDASH,
                Modifier.EXPAND,
                Modifier.BASE64,
                Modifier.BASE64OFFSET,
                Modifier.UTF16LE,
                Modifier.UTF16BE,
                Modifier.UTF16,
                Modifier.WIDE)),
        REGEX(EnumSet.of(Modifier.RE, Modifier.I, Modifier.M, Modifier.S)),
        NETWORK(EnumSet.of(Modifier.CIDR)),
        PRESENCE(EnumSet.of(Modifier.EXISTS)),
        NUMBER(EnumSet.of(
                Modifier.LT,
                Modifier.LTE,
                Modifier.GT,
                Modifier.GTE,
                Modifier.MINUTE,
                Modifier.HOUR,
                Modifier.DAY,
                Modifier.WEEK,
                Modifier.MONTH,
                Modifier.YEAR)),
        FIELD(EnumSet.of(Modifier.FIELDREF, Modifier.STARTSWITH, Modifier.ENDSWITH, Modifier.CONTAINS, Modifier.CASED));

        private final Set<Modifier> allowed;

        Kind(Set<Modifier> allowed) {
            this.allowed = allowed;
            allowed.addAll(EnumSet.of(Modifier.ALL, Modifier.NEQ));
        }

        static Kind of(Set<Modifier> modifiers) {
            if (modifiers.contains(Modifier.RE)) {
                return REGEX;
            }
            if (modifiers.contains(Modifier.CIDR)) {
                return NETWORK;
            }
            if (modifiers.contains(Modifier.EXISTS)) {
                return PRESENCE;
            }
            if (modifiers.contains(Modifier.FIELDREF)) {
                return FIELD;
            }
            return modifiers.stream().anyMatch(m -> COMPARISONS.contains(m) || DATE_PARTS.contains(m)) ? NUMBER : TEXT;
        }
    }

    /** A text on its way through the modifiers. */
    private record Draft(TextPattern pattern, boolean encoded, boolean cased, boolean dashes) {
        Draft with(TextPattern changed) {
            return new Draft(changed, encoded, cased, dashes);
        }
    }

    private final Problems problems;
    private int weight;

    ItemReader(Problems problems) {
        this.problems = problems;
    }

    /** The check for a keyword that stands in a list without a field. */
    Expression keyword(Yaml.Scalar keyword) {
        return values(null, List.of(), List.of(keyword), keyword.line());
    }

    /** The meaning of {@code key: value}; after a problem an expression that nothing uses. */
    Expression read(Yaml.Entry entry) {
        var words = entry.key().split("\\|", -1);
        var modifiers = new ArrayList<Modifier>();
        for (int i = 1; i < words.length; i++) {
            var word = words[i];
            Modifier.of(word)
                    .ifPresentOrElse(
                            modifiers::add,
                            () -> problems.refuse(
                                    entry.line(), "»" + entry.key() + "«: there is no modifier »" + word + "«."));
        }
        var scalars = scalars(entry);
        if (!isSensible(entry, modifiers, words.length > 1 ? words[0] : entry.key()) || scalars.isEmpty()) {
            return new Expression.Any(List.of());
        }
        return new Expression.Named(
                new Name.Item(entry.key(), entry.line()),
                values(words[0].isEmpty() ? null : words[0], modifiers, scalars, entry.line()));
    }

    private List<Yaml.Scalar> scalars(Yaml.Entry entry) {
        var items = entry.value() instanceof Yaml.Sequence list ? list.items() : List.of(entry.value());
        var scalars = new ArrayList<Yaml.Scalar>();
        for (var item : items) {
            if (item instanceof Yaml.Scalar scalar) {
                scalars.add(scalar);
            } else {
                problems.refuse(
                        item.line(), "»" + entry.key() + "« has a list or a map where a single value should stand.");
                return List.of();
            }
        }
        if (scalars.isEmpty()) {
            problems.refuse(entry.line(), "»" + entry.key() + "« has an empty list of values.");
        } else if (scalars.size() > 1 && scalars.stream().anyMatch(Yaml.Scalar::isNull)) {
            problems.note(
                    entry.line(),
                    "»" + entry.key() + "« has null in a list of values; Sigma wants it in a selection of its own.");
        }
        return scalars;
    }

    private boolean isSensible(Yaml.Entry entry, List<Modifier> modifiers, String field) {
        int before = problems.refused();
        var all = EnumSet.noneOf(Modifier.class);
        for (var modifier : modifiers) {
            if (!all.add(modifier)) {
                problems.refuse(entry.line(), "»" + entry.key() + "« has the modifier " + modifier + " twice.");
            }
        }
        var kind = Kind.of(all);
        for (var modifier : all) {
            if (!kind.allowed.contains(modifier)) {
                problems.refuse(
                        entry.line(),
                        "»" + entry.key() + "«: the modifier " + modifier + " makes no sense with the others.");
            }
        }
        if (all.stream().filter(COMPARISONS::contains).count() > 1
                || all.stream().filter(DATE_PARTS::contains).count() > 1) {
            problems.refuse(entry.line(), "»" + entry.key() + "« compares in two ways at once.");
        }
        if (field.isEmpty()
                && (kind == Kind.PRESENCE || kind == Kind.FIELD || kind == Kind.NUMBER || kind == Kind.NETWORK)) {
            problems.refuse(entry.line(), "»" + entry.key() + "« needs the name of a field.");
        }
        return problems.refused() == before;
    }

    private Expression values(@Nullable String field, List<Modifier> modifiers, List<Yaml.Scalar> scalars, int line) {
        var parts = new ArrayList<Expression>();
        boolean all = modifiers.contains(Modifier.ALL);
        for (var scalar : scalars) {
            var matchers = matchers(scalar, modifiers, field == null);
            matchers.forEach(matcher -> weigh(matcher, scalar));
            var checks = new ArrayList<Expression>();
            matchers.forEach(matcher -> checks.add(new Expression.Check(field, matcher)));
            if (modifiers.stream().anyMatch(m -> ENCODINGS.contains(m) || m == Modifier.EXPAND)) {
                parts.add(new Expression.Named(new Name.Value(scalar.text()), any(checks)));
            } else if (all) {
                parts.add(any(checks));
            } else {
                parts.addAll(checks);
            }
        }
        if (all && scalars.size() == 1) {
            problems.note(line, "The modifier all stands before a single value, where it has no meaning.");
        }
        if (modifiers.contains(Modifier.NEQ)) {
            return new Expression.Not(any(parts));
        }
        return all && parts.size() > 1 ? new Expression.All(List.copyOf(parts)) : any(parts);
    }

    /** Refuses what the rule asks beyond what it may ask. */
    private void weigh(Matcher matcher, Yaml.Scalar scalar) {
        if (weight > Effort.MOST) {
            return;
        }
        weight += Effort.weight(matcher);
        if (weight > Effort.MOST) {
            problems.refuse(
                    scalar.line(),
                    "The regular expressions and patterns up to here take " + weight
                            + " steps for each character; a rule may take " + Effort.MOST
                            + ". Divide it into several rules.");
        }
    }

    private static Expression any(List<Expression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
    }

    private List<? extends Matcher> matchers(Yaml.Scalar scalar, List<Modifier> modifiers, boolean keyword) {
        var kind = Kind.of(modifiers.isEmpty() ? EnumSet.noneOf(Modifier.class) : EnumSet.copyOf(modifiers));
        if (scalar.isNull()) {
            if (kind == Kind.TEXT
                    && !keyword
                    && modifiers.stream().allMatch(m -> m == Modifier.ALL || m == Modifier.NEQ)) {
                return List.of(new Matcher.Null());
            }
            problems.refuse(scalar.line(), "A value is null here, where a text or number should stand.");
            return List.of();
        }
        return switch (kind) {
            case TEXT -> texts(scalar, modifiers, keyword);
            case REGEX -> regex(scalar, modifiers);
            case NETWORK ->
                one(
                        Network.parse(scalar.text()).map(Matcher.InNetwork::new).orElse(null),
                        scalar,
                        "»" + scalar.text()
                                + "« is no network in CIDR notation, for example 10.0.0.0/8 or 2001:db8::/32.");
            case PRESENCE ->
                one(
                        switch (scalar.text().toLowerCase(Locale.ROOT)) {
                            case "true" -> new Matcher.Exists(true);
                            case "false" -> new Matcher.Exists(false);
                            default -> null;
                        },
                        scalar,
                        "The modifier exists takes true or false.");
            case NUMBER -> one(number(scalar, modifiers), scalar, "»" + scalar.text() + "« is no number.");
            case FIELD ->
                List.of(new Matcher.OtherField(scalar.text(), anchor(modifiers), modifiers.contains(Modifier.CASED)));
        };
    }

    private List<? extends Matcher> one(@Nullable Matcher matcher, Yaml.Scalar scalar, String reason) {
        if (matcher == null) {
            problems.refuse(scalar.line(), reason);
            return List.of();
        }
        return List.of(matcher);
    }

    private static Anchor anchor(List<Modifier> modifiers) {
        boolean starts = modifiers.contains(Modifier.STARTSWITH);
        boolean ends = modifiers.contains(Modifier.ENDSWITH);
        if (modifiers.contains(Modifier.CONTAINS) || starts && ends) {
            return Anchor.CONTAINS;
        }
        return starts ? Anchor.STARTS : ends ? Anchor.ENDS : Anchor.EQUALS;
    }

    private static @Nullable Matcher number(Yaml.Scalar scalar, List<Modifier> modifiers) {
        DatePart part = null;
        var comparison = Comparison.EQ;
        for (var modifier : modifiers) {
            if (DATE_PARTS.contains(modifier)) {
                part = DatePart.valueOf(modifier.name());
            } else if (COMPARISONS.contains(modifier)) {
                comparison = Comparison.valueOf(modifier.name());
            }
        }
        var limit = Numbers.parse(scalar.text());
        return limit == null ? null : new Matcher.Number(part, comparison, limit);
    }

    private List<? extends Matcher> regex(Yaml.Scalar scalar, List<Modifier> modifiers) {
        if (weight > Effort.MOST) {
            return List.of(); // it is refused already, and need not be compiled any more
        }
        try {
            return List.of(new Matcher.Regex(RegularExpression.of(
                    scalar.text(),
                    modifiers.contains(Modifier.I),
                    modifiers.contains(Modifier.M),
                    modifiers.contains(Modifier.S))));
        } catch (RegularExpression.Unusable unusable) {
            problems.refuse(scalar.line(), String.valueOf(unusable.getMessage()));
            return List.of();
        }
    }

    private List<Matcher.Text> texts(Yaml.Scalar scalar, List<Modifier> modifiers, boolean keyword) {
        var pattern = TextPattern.parse(scalar.text(), modifiers.contains(Modifier.EXPAND));
        if (modifiers.contains(Modifier.EXPAND) && pattern.placeholders().isEmpty()) {
            problems.note(scalar.line(), "»" + scalar.text() + "« has the modifier expand but no placeholder.");
        }
        var drafts = List.of(new Draft(pattern, false, modifiers.contains(Modifier.CASED), false));
        for (var modifier : modifiers) {
            if (ENCODINGS.contains(modifier)
                    && !drafts.stream().allMatch(draft -> draft.pattern().isLiteral())) {
                problems.refuse(
                        scalar.line(),
                        "»" + scalar.text() + "« has wildcards or placeholders, which cannot be encoded; " + modifier
                                + " has to stand before contains, startswith and endswith.");
                return List.of();
            }
            drafts = drafts.stream()
                    .flatMap(draft -> applied(modifier, draft).stream())
                    .toList();
            if (drafts.size() > MAX_PERMUTATIONS) {
                problems.refuse(
                        scalar.line(), "»" + scalar.text() + "« has too many dashes to encode each permutation.");
                return List.of();
            }
        }
        boolean free = keyword && modifiers.stream().noneMatch(PLACES::contains);
        return drafts.stream()
                .map(draft -> new Matcher.Text(
                        free ? draft.pattern().openStart().openEnd() : draft.pattern(), draft.cased(), draft.dashes()))
                .toList();
    }

    private static List<Draft> applied(Modifier modifier, Draft draft) {
        return switch (modifier) {
            case CONTAINS -> List.of(draft.with(draft.pattern().openStart().openEnd()));
            case STARTSWITH -> List.of(draft.with(draft.pattern().openEnd()));
            case ENDSWITH -> List.of(draft.with(draft.pattern().openStart()));
            case WINDASH -> List.of(new Draft(draft.pattern(), draft.encoded(), draft.cased(), true));
            case UTF16LE, WIDE -> encoded(draft, text -> List.of(Encodings.utf16le(text)), draft.cased());
            case UTF16BE -> encoded(draft, text -> List.of(Encodings.utf16be(text)), draft.cased());
            case UTF16 -> encoded(draft, text -> List.of(Encodings.utf16(text)), draft.cased());
            // In Base64 an upper-case letter is another letter.
            case BASE64 -> encoded(draft, text -> List.of(Encodings.base64(text, draft.encoded())), true);
            case BASE64OFFSET -> encoded(draft, text -> Encodings.base64Offsets(text, draft.encoded()), true);
            case ALL,
                    EXISTS,
                    CASED,
                    NEQ,
                    RE,
                    I,
                    M,
                    S,
                    LT,
                    LTE,
                    GT,
                    GTE,
                    MINUTE,
                    HOUR,
                    DAY,
                    WEEK,
                    MONTH,
                    YEAR,
                    CIDR,
                    EXPAND,
                    FIELDREF -> List.of(draft);
        };
    }

    private static List<Draft> encoded(Draft draft, Function<String, List<String>> encoding, boolean cased) {
        var drafts = new ArrayList<Draft>();
        var texts = draft.dashes()
                ? permutations(draft.pattern().longestLiteral())
                : List.of(draft.pattern().longestLiteral());
        for (var text : texts) {
            for (var result : encoding.apply(text)) {
                drafts.add(new Draft(TextPattern.literal(result), true, cased, false));
            }
        }
        return drafts;
    }

    // Once encoded, dashes no longer stand for one another, so each permutation becomes a text of its own.
    private static List<String> permutations(String text) {
        var results = List.of("");
        for (char c : text.toCharArray()) {
            var longer = new ArrayList<String>();
            for (var result : results) {
                if (Dashes.isDash(c) && results.size() <= MAX_PERMUTATIONS) {
                    Dashes.ALL.forEach(dash -> longer.add(result + dash));
                } else {
                    longer.add(result + c);
                }
            }
            results = longer;
        }
        return results;
    }
}
