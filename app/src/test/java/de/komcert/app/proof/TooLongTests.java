package de.komcert.app.proof;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is longer than a field keeps is refused in words, and given back to whoever typed it. */
@Tag("long")
class TooLongTests extends ProofCase {

    private static final String TOO_LONG = "b".repeat(Corpus.LONG);

    @Test
    void whatIsTooLongIsRefusedInWordsAndGivenBack() {
        clock.advance(Duration.ofHours(1));
        var guest = members.create(Role.ANALYST).id();
        int refused = 0;
        try (var browser = members.signIn(members.create(Role.LEITUNG))) {
            Case.twoEinrichtungen(browser);
            var one = Case.open(browser, rows, "Harmlos");
            for (var page : one.pages(browser, routes).entrySet()) {
                if (Harmless.isPage(page.getValue())) {
                    for (var form : Form.on(page.getValue().page(), page.getKey())) {
                        if (form.posts() && form.action().startsWith(one.room())) {
                            refused += refused(browser, form, form.filled("Wort", guest.value()));
                        }
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    /** Sends the form with each field too long in turn, and counts the fields. */
    private static int refused(Browser browser, Form form, Map<String, String> filled) {
        if (form.action().endsWith("/uebertragungen")) {
            return 0; // sent by the script alone; the long name of a file is cut, and it is said
        }
        var kept = form.action().endsWith("/entwurf"); // which keeps one of the fields
        int refused = 0;
        for (var field : kept ? List.of("text") : form.typed()) {
            if (Samples.anyText(field)) {
                var fields = new LinkedHashMap<>(filled);
                fields.put(field, TOO_LONG);
                var answer = browser.post(form.action(), fields);
                var where = form.action() + " " + field;
                assertThat(answer.status()).as(where).isIn(409, 422);
                assertThat(answer.body())
                        .as(where + " gives back what was typed")
                        .contains(kept ? "zu lang" : TOO_LONG);
                refused++;
            }
        }
        return refused;
    }
}
