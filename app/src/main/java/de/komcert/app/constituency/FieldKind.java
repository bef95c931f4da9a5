package de.komcert.app.constituency;

/** What may stand in a field. */
public sealed interface FieldKind {

    /** One line of text. */
    record Line(int longest) implements FieldKind {}

    /** Several lines of text. */
    record Paragraph(int longest) implements FieldKind {}

    /** Values, one in each line. */
    record Lines(int longest) implements FieldKind {}

    /** One of a closed set of words. */
    record Choice(Class<? extends Enum<?>> words) implements FieldKind {}

    /** The short names of those Einrichtungen that are this to the one described. */
    record References(RelationKind relation) implements FieldKind {}

    /** Kinds without a measure of their own. */
    enum Plain implements FieldKind {
        YES_NO,
        COUNT,
        AGS,
        PHONE,
        MAIL,
        DOMAIN,
        LIST_NAME,
        ADDRESSES,
        DAY
    }
}
