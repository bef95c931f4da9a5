package de.komcert.traces.text;

import de.komcert.sigma.Layout;
import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of the names of fields. */
class TextEntryTests {

    private final TextEntry entry = new TextEntry("test");

    private Layout layout(String... names) {
        entry.begin(1);
        for (var name : names) {
            entry.field(name, "x");
        }
        entry.end(LogSource.UNKNOWN, Entry.NO_TIME, null, null, "");
        return entry.layout();
    }

    @Test
    void entriesWithTheSameNamesShareTheirLayout() {
        var first = layout("a", "b");
        layout("b", "a");

        assertThat(layout("a", "b")).isSameAs(first);
    }

    @Test
    void namesThatDifferOnlyInTheMiddleAreToldApartHoweverTheyTakeTurns() {
        var names = layout("a", "b", "z");
        var others = layout("a", "c", "z");

        assertThat(layout("a", "b", "z")).isSameAs(names);
        assertThat(layout("a", "c", "z")).isSameAs(others);
        assertThat(names.names()).containsExactly("a", "b", "z");
        assertThat(others.names()).containsExactly("a", "c", "z");
    }

    @Test
    void theNamesThatAreKeptHaveABoundInTheirLengths() {
        var first = layout("a", "b");
        for (int i = 0; i < 40; i++) {
            layout(i + "n".repeat(1_000_000));
        }

        assertThat(layout("a", "b")).isNotSameAs(first);
    }
}
