package de.komcert.traces.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.Layout;
import de.komcert.traces.Problem;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of the forms of events. */
class JsonEntryTests {

    private final JsonEntry entry = new JsonEntry();

    private Layout layout(String prefix, int fields) {
        entry.begin(1);
        for (int i = 0; i < fields; i++) {
            entry.field(prefix + i);
            entry.value("x".toCharArray(), 0, 1, false);
        }
        entry.end();
        return entry.layout();
    }

    @Test
    void eventsOfOneFormShareTheirLayout() {
        var first = layout("a", 20);
        layout("b", 20);

        assertThat(layout("a", 20)).isSameAs(first);
    }

    @Test
    void aFormOfMoreFieldsThanALogHasIsNotKept() {
        var large = layout("a", 5_000);
        layout("b", 20);

        assertThat(layout("a", 5_000)).isNotSameAs(large);
    }

    @Test
    void theFormsThatAreKeptHaveABoundInTheLengthsOfTheirNames() {
        var first = layout("a", 20);
        for (int i = 0; i < 40; i++) {
            layout(i + "n".repeat(1_000_000), 1);
        }

        assertThat(layout("a", 20)).isNotSameAs(first);
    }

    @Test
    void aSourceIsCalledByNoLongerNameThanRulesKnow() {
        entry.begin(1);
        entry.field("product");
        entry.value("p".repeat(100_000).toCharArray(), 0, 100_000, false);
        entry.end();

        assertThat(entry.source().product()).hasSize(300);
    }

    @Test
    void aLineWhoseNestedNamesGrowBeyondAllBoundsIsLeftOutAndSaid() throws IOException {
        var problems = new ArrayList<Problem>();
        var lines = nested(300) + "\n" + nested(50);

        var entries = new JsonEntries(new ByteArrayInputStream(lines.getBytes(UTF_8)), problems::add);

        assertThat(entries.next()).isTrue();
        assertThat(entries.entry().record()).isEqualTo(2);
        assertThat(entries.entry().layout().size()).isEqualTo(50);
        assertThat(problems).extracting(Problem::kind).containsExactly("TOO_DEEP");
    }

    /** So many fields in objects whose names come to 300,000 characters. */
    private static String nested(int fields) {
        var leaves = IntStream.range(0, fields).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        return ("{\"" + "n".repeat(5_000) + "\":").repeat(60) + "{" + leaves + "}" + "}".repeat(60);
    }
}
