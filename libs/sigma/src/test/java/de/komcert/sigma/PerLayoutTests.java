package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PerLayoutTests {

    private final List<Layout> made = new ArrayList<>();
    private final PerLayout<Integer> sizes = new PerLayout<>(layout -> {
        made.add(layout);
        return layout.size();
    });

    private static Layout layout(int slots, int length) {
        return Layout.of(IntStream.range(0, slots)
                .mapToObj(slot -> "%0" + length + "d")
                .map(form -> form.formatted(0))
                .toList());
    }

    private boolean isKept(Layout layout) {
        int before = made.size();
        assertThat(sizes.of(layout)).isEqualTo(layout.size());
        return made.size() == before;
    }

    @Test
    void aUsualLayoutIsWorkedOutOnce() {
        var layouts = IntStream.range(0, 1_000).mapToObj(i -> layout(20, 12)).toList();

        assertThat(layouts).noneMatch(this::isKept);
        assertThat(layouts).allMatch(this::isKept);
    }

    @Test
    void aLayoutOfMoreFieldsThanALogHasIsNotKept() {
        var most = layout(PerLayout.MOST_SLOTS, 1);
        var more = layout(PerLayout.MOST_SLOTS + 1, 1);
        sizes.of(most);
        sizes.of(more);

        assertThat(isKept(most)).isTrue();
        assertThat(isKept(more)).isFalse();
    }

    @Test
    void whatIsKeptHasABoundInNamesAndInTheirLengths() {
        var first = layout(10, 10);
        sizes.of(first);
        for (int i = 0; i < 200; i++) {
            sizes.of(layout(4_000, 1));
        }
        assertThat(isKept(first)).isFalse();

        for (int i = 0; i < 40; i++) {
            sizes.of(layout(1, 1_000_000));
        }
        assertThat(isKept(first)).isFalse();
        assertThat(isKept(first)).isTrue();
    }
}
