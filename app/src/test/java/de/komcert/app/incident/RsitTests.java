package de.komcert.app.incident;

import java.util.Locale;

import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.web.Texts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IdentityServer
class RsitTests {

    @Autowired
    Texts texts;

    @Test
    void everyClassAndTypeHasItsNameInBothLanguages() {
        for (var language : new Locale[] {Locale.GERMAN, Locale.ENGLISH}) {
            for (var group : Rsit.byClass().entrySet()) {
                assertThat(texts.get(language, group.getKey())).isNotBlank();
                for (var one : group.getValue()) {
                    assertThat(texts.get(language, one.textKey())).isNotBlank();
                }
            }
        }
        assertThat(Rsit.byClass()).hasSize(11);
        assertThat(Rsit.all()).hasSize(39);
    }

    @Test
    void onlyEntriesOfTheTaxonomyAreKnown() {
        assertThat(Rsit.of("fraud:phishing")).isPresent();
        assertThat(Rsit.of("fraud:spam")).isEmpty();
        assertThat(Rsit.of("fraud")).isEmpty();
    }
}
