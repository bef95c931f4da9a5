package de.komcert.sigma.search;

import java.util.Collection;
import java.util.List;

/** Rows of numbers, all in one array, since rows that lie apart cost a cache miss each. */
public final class IntRows {

    /** Where each row begins in {@link #numbers}; one more, where the last one ends. */
    public final int[] starts;

    /** Those of all rows. */
    public final int[] numbers;

    private IntRows(int[] starts, int[] numbers) {
        this.starts = starts;
        this.numbers = numbers;
    }

    /** Rows of these numbers, in this order. */
    public static IntRows of(List<? extends Collection<Integer>> rows) {
        var starts = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            starts[row + 1] = starts[row] + rows.get(row).size();
        }
        return new IntRows(
                starts,
                rows.stream()
                        .flatMap(Collection::stream)
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** Number of rows. */
    public int size() {
        return starts.length - 1;
    }
}
