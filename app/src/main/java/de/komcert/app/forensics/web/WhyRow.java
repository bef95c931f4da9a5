package de.komcert.app.forensics.web;

import java.util.List;

import de.komcert.app.forensics.why.Asked;
import de.komcert.app.forensics.why.Part;
import de.komcert.app.forensics.why.Part.Kind;
import de.komcert.app.forensics.why.Part.Need;
import org.jspecify.annotations.Nullable;

/** A part of a rule's condition as a line of a page, with the lines below it. */
record WhyRow(Part part) {

    /** So many parts of one are in sight; the others are folded. */
    private static final int IN_SIGHT = 6;

    /** What is asked in this very line: of a field that was asked one thing that part stands here, too. */
    @Nullable
    Asked asked() {
        return isOneLine() ? part.parts().getFirst().asked() : part.asked();
    }

    /** The value of a list that was asked for, where the field was asked nothing else. */
    @Nullable
    Part listed() {
        if (part.kind() == Kind.VALUE) {
            return part;
        }
        var only = isOneLine() ? part.parts().getFirst() : null;
        return only != null && only.kind() == Kind.VALUE ? only : null;
    }

    private boolean isOneLine() {
        return part.kind() == Kind.FIELD
                && part.parts().size() == 1
                && (part.parts().getFirst().kind() == Kind.CHECK
                        || part.parts().getFirst().kind() == Kind.VALUE);
    }

    /** The name of the field, without its modifiers; empty where any field will do. */
    String field() {
        int modifiers = part.name().indexOf('|');
        return modifiers < 0 ? part.name() : part.name().substring(0, modifiers);
    }

    /** Whether the event calls the field otherwise than the rule does. */
    boolean isCalledOtherwise(String name) {
        return part.kind() != Kind.FIELD || !name.equals(field());
    }

    /** What an exception is called that is one selection or filter; else empty. */
    String exception() {
        var only = part.parts().size() == 1 ? part.parts().getFirst() : null;
        return only != null && (only.kind() == Kind.SELECTION || only.kind() == Kind.FILTER) ? only.name() : "";
    }

    /** The end of a key: how many of the parts have to hold, and whether they do. */
    String answer() {
        return part.need() + (part.holds() ? ".holds" : ".not");
    }

    /** Whether it says of a list how many have to hold. */
    boolean isList() {
        return part.need() != Need.ONE && !isOneLine();
    }

    /** What the sentence before the tree says already of the condition as a whole. */
    Need intro() {
        return part.kind() == Kind.GROUP ? part.need() : Need.ONE;
    }

    List<WhyRow> inSight() {
        return below().stream().limit(IN_SIGHT).toList();
    }

    List<WhyRow> folded() {
        return below().stream().skip(IN_SIGHT).toList();
    }

    private List<WhyRow> below() {
        return isOneLine() ? List.of() : part.parts().stream().map(WhyRow::new).toList();
    }
}
