package de.komcert.app.proof;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

import de.komcert.app.access.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that happens in an incident is in its Einsatztagebuch: whatever form is accepted, the chain grows. */
class RecordedTests extends ProofCase {

    private static final String MARKS =
            "thoughts about a finding or an event, which say themselves who had them and when; what comes of them is told";
    private static final String AS_IT_WAS = "here sent unchanged; what a correction changes is told";
    private static final String PIECES = "a file is told of when it is whole";

    /** What people send and the Einsatztagebuch does not tell, and why. */
    private static final Map<String, String> UNTOLD = Map.ofEntries(
            Map.entry("/vorfaelle/{id}/auswertung/funde/merkmale", MARKS),
            Map.entry("/vorfaelle/{id}/auswertung/funde/{fund}/merkmale", MARKS),
            Map.entry("/vorfaelle/{id}/auswertung/funde/{fund}/kommentare", MARKS),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl/{auswertung}/{ereignis}/merkmale", MARKS),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl/{auswertung}/{ereignis}/kommentare", MARKS),
            Map.entry("/vorfaelle/{id}/entwurf", "a draft is nobody's but its author's until it is sent"),
            Map.entry("/vorfaelle/{id}/hinweise/{hinweis}", AS_IT_WAS),
            Map.entry("/vorfaelle/{id}/systeme/{system}", AS_IT_WAS),
            Map.entry("/vorfaelle/{id}/tagebuch/pruefung", "reads the journal and changes nothing"),
            Map.entry("/vorfaelle/{id}/uebertragungen", PIECES),
            Map.entry("/vorfaelle/{id}/uebertragungen/{uebertragung}/abbrechen", PIECES));

    @Test
    void everyAcceptedFormIsAnEntryInTheEinsatztagebuch() {
        clock.advance(Duration.ofHours(1));
        var guest = members.create(Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        try (var browser = members.signIn(members.create(Role.ANALYST))) {
            Case.twoEinrichtungen(browser);
            var one = Case.open(browser, rows, "Spur");
            var filled = one.fill(browser, routes, guest.id(), relief.id());
            assertThat(filled.accepted()).hasSizeGreaterThan(40);
            assertThat(filled.silent())
                    .as("record in the Einsatztagebuch what happened there, or say in UNTOLD why nothing did")
                    .isEqualTo(new TreeSet<>(UNTOLD.keySet()));
        }
    }
}
