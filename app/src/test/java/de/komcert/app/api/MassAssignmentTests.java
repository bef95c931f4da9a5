package de.komcert.app.api;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Role;
import de.komcert.app.api.Routes.Route;
import de.komcert.app.constituency.Contact;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.identity.Person;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Classification;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.Notes;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends every field that anything of ours has to every route: only those that a route lists are taken. */
@IdentityServer
class MassAssignmentTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<Class<?>> ENTITIES = List.of(
            Incident.class,
            Report.class,
            Call.class,
            Classification.class,
            Decision.class,
            Notes.Note.class,
            Notes.Version.class,
            Assets.Asset.class,
            Indicators.Indicator.class,
            Informed.Party.class,
            HandOvers.HandOver.class,
            Readers.Reader.class,
            JournalEntry.class,
            Person.class,
            Tokens.Token.class,
            Einrichtung.class,
            Contact.class);

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Programs programs;
    Program program;
    CaseFile file;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofHours(1));
        programs = new Programs(members);
        program = programs.of(Role.LEITUNG);
        file = CaseFile.open(program, members.create(Role.ANALYST).id().value(), "Probe");
    }

    @Test
    void noRouteTakesAFieldThatItDoesNotList() {
        var routes = Routes.read(program);
        var administrator = programs.of(Role.VERWALTUNG);
        var meldung = CaseFile.created(program.post("/meldungen", Map.of("words", "Probe")))
                .at("id");
        var before = state();
        var accounts = administrator.get("/konten").text();
        var names = names();
        assertThat(names).hasSizeGreaterThan(60).contains("compartment", "state", "lead", "role", "takenBy");
        var refused = 0;
        for (var route : routes.all().filter(Route::takesJson).toList()) {
            var listed = routes.fields(route).propertyNames();
            for (var name : names) {
                if (listed.contains(name)) {
                    continue;
                }
                var body = (ObjectNode) JSON.readTree(String.valueOf(file.body(route)));
                body.put(name, "LEITUNG");
                var who = route.scope().equals("MANAGE_ACCOUNTS") ? administrator : program;
                var answer = who.send(
                        route.method(), file.path(route, meldung), body.toString(), Map.of("If-Match", "\"1\""));
                assertThat(answer.status())
                        .as("%s with %s: %s", route, name, answer.text())
                        .isEqualTo(422);
                assertThat(answer.at("problems.0.field")).isEqualTo(name);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThat(state()).isEqualTo(before);
        assertThat(administrator.get("/konten").text()).isEqualTo(accounts);
    }

    @Test
    void theIdOfAnEinrichtungIsOursToGive() {
        var wanted = UUID.randomUUID();
        var created = CaseFile.created(program.post(
                "/einrichtungen",
                Map.of("id", wanted.toString(), "shortName", "Ort " + wanted, "name", "Ort", "type", "Gemeinde")));
        assertThat(created.at("id")).isNotEqualTo(wanted.toString());
        assertThat(program.get("/einrichtungen/" + wanted).status()).isEqualTo(404);
    }

    private static TreeSet<String> names() {
        return ENTITIES.stream()
                .map(Class::getRecordComponents)
                .flatMap(Arrays::stream)
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String state() {
        var incident = "/vorfaelle/" + file.incident();
        return Stream.of("", "/notizen", "/beteiligte", "/plan")
                        .map(part -> program.get(incident + part).text())
                        .reduce("", String::concat)
                + program.get(incident + "/bericht").tag()
                + program.get("/einrichtungen").text()
                + program.get("/meldungen").text();
    }
}
