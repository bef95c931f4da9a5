package de.komcert.sigma;

import java.util.Collection;
import java.util.List;

/** Rows of numbers, all in one array, since rows that lie apart cost a cache miss each. */
final class IntRows {

    /** Where each row begins in {@link #numbers}; one more, where the last one ends. */
    final int[] starts;

    final int[] numbers;

    private IntRows(int[] starts, int[] numbers) {
        this.starts = starts;
        this.numbers = numbers;
    }

    static IntRows of(List<? extends Collection<Integer>> rows) {
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
    int size() {
        return starts.length - 1;
    }
}
