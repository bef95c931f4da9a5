package de.komcert.app.constituency;

import java.util.Objects;
import java.util.UUID;

/**
 * A telephone connection: the block of numbers, who carries it, and the system that answers.
 *
 * @param first the lowest number of the block
 * @param last the highest number of the block, of the same length
 */
public record Trunk(
        UUID id, PhoneNumber first, PhoneNumber last, String carrier, String product, String customerNumber) {

    /** Whether a number belongs to this block. */
    public boolean contains(PhoneNumber number) {
        return within(first, number, last);
    }

    // E.164 numbers of one length are ordered as their digits are.
    static boolean within(PhoneNumber first, PhoneNumber number, PhoneNumber last) {
        return first.e164().length() == number.e164().length()
                && number.e164().length() == last.e164().length()
                && first.e164().compareTo(number.e164()) <= 0
                && number.e164().compareTo(last.e164()) <= 0;
    }

    static Trunk of(Stored row) {
        var entry = row.entry();
        return new Trunk(
                row.id(),
                Objects.requireNonNull(entry.phone("firstNumber")),
                Objects.requireNonNull(entry.phone("lastNumber")),
                entry.text("carrier"),
                entry.text("product"),
                entry.text("customerNumber"));
    }
}
