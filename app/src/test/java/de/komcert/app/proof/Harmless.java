package de.komcert.app.proof;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import de.komcert.app.identity.web.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** What pages consist of while nobody types anything harmful; an answer with more than that took typed text for more. */
final class Harmless {

    private final Set<String> known = new TreeSet<>();

    void learn(Map<String, Browser.Answer> pages) {
        pages.values().forEach(this::learn);
    }

    void learn(Browser.Answer answer) {
        if (isPage(answer)) {
            known.addAll(Structure.of(answer.page()));
        }
    }

    /** The answer is proper, splits no header, and nothing in it is more than text. */
    void assertText(Browser.Answer answer, String where) {
        assertThat(answer.status()).as(where).isLessThan(500);
        assertThat(answer.header("X-Boese")).as(where).isEmpty();
        if (isPage(answer)) {
            var page = answer.page();
            assertThat(Structure.running(page)).as(where + ": what could run").isEmpty();
            var unknown = Structure.of(page);
            unknown.removeAll(known);
            assertThat(unknown)
                    .as(where + ": elements that no harmless page has")
                    .isEmpty();
        }
    }

    static boolean isPage(Browser.Answer answer) {
        return answer.header("Content-Type").orElse("").startsWith("text/html");
    }
}
