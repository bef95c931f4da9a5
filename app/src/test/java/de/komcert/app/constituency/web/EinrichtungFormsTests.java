package de.komcert.app.constituency.web;

import java.util.List;
import java.util.Map;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.Nis2;
import de.komcert.app.constituency.RelationKind;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.constituency.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Einrichtungen as one changes them: all problems at once, and nothing typed is lost. */
class EinrichtungFormsTests extends EinrichtungPagesCase {

    @Test
    void aFormKeepsWhatWasTypedAndNamesAllProblems() throws Exception {
        var answer = post(
                "/einrichtungen",
                Map.of(
                        "shortName",
                        "",
                        "name",
                        "Neue <b>Stadt</b>",
                        "type",
                        "STADT",
                        "phone",
                        "4711",
                        "servers",
                        "viele"));
        assertThat(answer).hasStatus(422);
        var page = page(answer);
        assertThat(page.select(".k-note--problem li")).hasSize(3);
        assertThat(page.select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly("shortName", "phone", "servers");
        assertThat(page.select("input[name=name]").val()).isEqualTo("Neue <b>Stadt</b>");
        assertThat(page.select("input[name=phone]").val()).isEqualTo("4711");
        assertThat(page.select("option[value=STADT]").hasAttr("selected")).isTrue();
        assertThat(analyst(() -> constituency.all())).isEmpty();
    }

    @Test
    void aSecondEditorSeesWhatTheFirstSavedAndLosesNothing() throws Exception {
        var id = registered("Zwei", Map.of());
        var address = "/einrichtungen/" + id + "/bearbeiten";
        assertThat(post(address, Map.of("version", "1", "name", "Erste Fassung")))
                .hasStatus(303);
        var second = post(address, Map.of("version", "1", "name", "Zweite Fassung"));
        assertThat(second).hasStatus(409);
        var page = page(second);
        assertThat(page.select(".k-note--problem").text()).contains("Erste Fassung");
        assertThat(page.select("input[name=name]").val()).isEqualTo("Zweite Fassung");
        assertThat(reread(id).name()).isEqualTo("Erste Fassung");
        var version = page.select("input[name=version]").val();
        assertThat(post(address, Map.of("version", version, "name", "Zweite Fassung")))
                .hasStatus(303);
        assertThat(reread(id).name()).isEqualTo("Zweite Fassung");
        assertThat(reread(id).phone()).as("what the form did not name stays").isNotNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EINRICHTUNGEN")
    void everySheetHasAFormThatNamesWhatIsMissing(Sheet sheet) throws Exception {
        var id = registered("Formulare", Map.of());
        var address = "/einrichtungen/" + id + "/" + sheet.path();
        var form = page(get(Visitors.ANALYST, address + "/neu"));
        assertThat(form.select("form [name]").eachAttr("name"))
                .containsAll(
                        sheet.formFields().stream().map(field -> field.name()).toList());
        assertThat(post(address, Map.of())).hasStatus(422);
        assertThat(get(Visitors.READER, address + "/neu")).hasStatus(403);
    }

    @Test
    void aContactIsAddedChangedAndRemoved() throws Exception {
        var id = registered("Kontakt", Map.of());
        var address = "/einrichtungen/" + id + "/kontakte";
        assertThat(post(address, contact("Alt")))
                .hasStatus(303)
                .hasHeader("Location", "/einrichtungen/" + id + "#kontakte");
        var added = analyst(() -> constituency.contacts(id)).getFirst();
        var form = page(get(Visitors.ANALYST, address + "/" + added.id()));
        assertThat(form.select("input[name=phone]").val()).isEqualTo("0221 4710-310");
        assertThat(post(
                        address + "/" + added.id(),
                        Map.of("version", form.select("input[name=version]").val(), "name", "Neu")))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.contacts(id))).singleElement().satisfies(contact -> {
            assertThat(contact.name()).isEqualTo("Neu");
            assertThat(contact.id()).isEqualTo(added.id());
        });
        assertThat(post(address + "/" + added.id() + "/entfernen", Map.of())).hasStatus(303);
        assertThat(analyst(() -> constituency.contacts(id))).isEmpty();
    }

    @Test
    void aClassificationOffersTheSignedInPersonAndTodayAndStaysInTheHistory() throws Exception {
        var id = registered("Einstufung", Map.of());
        var address = "/einrichtungen/" + id + "/nis2";
        var form = page(get(Visitors.ANALYST, address + "/neu"));
        assertThat(form.select("input[name=decidedBy]").val()).isEqualTo(Visitors.ANALYST.name());
        var day = form.select("input[name=decidedOn]").val();
        assertThat(day).matches("\\d\\d\\.\\d\\d\\.\\d{4}");
        for (var word : List.of("WICHTIG", "KEINE")) {
            assertThat(post(
                            address,
                            Map.of(
                                    "classification",
                                    word,
                                    "decidedBy",
                                    "S. Rothkamp",
                                    "decidedOn",
                                    day,
                                    "reason",
                                    "Grund " + word)))
                    .hasStatus(303);
        }
        assertThat(analyst(() -> constituency.profile(id)).orElseThrow().nis2())
                .extracting(Nis2::classification)
                .containsExactly(Nis2.Classification.KEINE, Nis2.Classification.WICHTIG);
        assertThat(page(get(Visitors.READER, "/einrichtungen/" + id))
                        .select("#nis2 details")
                        .text())
                .contains("Grund WICHTIG");
    }

    @Test
    void relationsAreAddedAndRemovedOnTheirPage() throws Exception {
        var town = registered("Träger", Map.of());
        var school = registered("Schule", Map.of());
        var address = "/einrichtungen/" + school + "/beziehungen";
        assertThat(get(Visitors.ANALYST, address)).hasStatusOk();
        assertThat(post(address, Map.of("link", "SCHULTRAEGER-by", "other", "")))
                .hasStatus(422);
        assertThat(post(address, Map.of("link", "SCHULTRAEGER-by", "other", town.toString())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.profile(town)).orElseThrow().carries(RelationKind.SCHULTRAEGER))
                .extracting(Einrichtung::id)
                .containsExactly(school);
        assertThat(page(get(Visitors.READER, "/einrichtungen/" + school))
                        .select("#beziehungen")
                        .text())
                .contains("Schulträger Stadt Träger");
        assertThat(post(
                        address + "/entfernen",
                        Map.of("kind", "SCHULTRAEGER", "from", town.toString(), "to", school.toString())))
                .hasStatus(303);
        assertThat(analyst(() -> constituency.relations(town))).isEmpty();
    }

    @Test
    void aRelationOfTwoOthersIsNotHere() {
        var town = registered("Fremd-1", Map.of());
        var school = registered("Fremd-2", Map.of());
        var mine = registered("Eigen", Map.of());
        analyst(() -> amendments.relate(town, RelationKind.SCHULTRAEGER, school));
        assertThat(post(
                        "/einrichtungen/" + mine + "/beziehungen/entfernen",
                        Map.of("kind", "SCHULTRAEGER", "from", town.toString(), "to", school.toString())))
                .hasStatus(404);
        assertThat(analyst(() -> constituency.relations(town))).hasSize(1);
    }
}
