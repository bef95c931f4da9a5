package de.komcert.app.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.Golden;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.api.Routes.Route;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What each role gets from each route: as the lead, as a member, as somebody else, and without a token. */
@IdentityServer
class RolesGoldenTests {

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Programs programs;
    Program lead;
    List<Route> routes;

    @BeforeEach
    void prepare() {
        clock.advance(Duration.ofHours(1));
        programs = new Programs(members);
        lead = programs.of(Role.ANALYST);
        routes = Routes.read(lead).all().toList();
    }

    @Test
    void eachRoleGetsFromEachRouteWhatItShould() {
        var columns = new LinkedHashMap<String, List<Integer>>();
        columns.put("lead", statuses(lead));
        for (var role : List.of(Role.LEITUNG, Role.ANALYST, Role.FORENSIK, Role.LESEND)) {
            var member = members.create(role);
            columns.put(role + " in", letIn(programs.of(member, role.permissions()), member));
        }
        columns.put("LEITUNG out", excluded());
        for (var role : List.of(Role.ANALYST, Role.LESEND, Role.VERWALTUNG)) {
            columns.put(role + " out", statuses(programs.of(role)));
        }
        columns.put("read-only token", statuses(readOnly()));
        columns.put("nobody", statuses(programs.withoutToken()));

        var text = new StringBuilder(String.join(" | ", columns.keySet())).append('\n');
        for (int row = 0; row < routes.size(); row++) {
            var index = row;
            text.append(routes.get(row));
            columns.values().forEach(column -> text.append(' ').append(column.get(index)));
            text.append('\n');
        }
        Golden.compare("api/golden/roles.txt", text.toString());
    }

    /** A person who may do much, with a token that may do little. */
    private Program readOnly() {
        return programs.of(members.create(Role.LEITUNG), Set.of(Permission.READ_CONSTITUENCY));
    }

    /** A Leitung is let into each incident, until somebody excludes her by name. */
    private List<Integer> excluded() {
        var leitung = members.create(Role.LEITUNG);
        var file = open();
        var why = Map.of("reason", "Befangen");
        assertThat(lead.post(member(file, leitung) + "/ausschluss", why).status())
                .isEqualTo(204);
        return statuses(programs.of(leitung, Role.LEITUNG.permissions()), file);
    }

    private List<Integer> letIn(Program program, Member member) {
        var file = open();
        assertThat(lead.put(member(file, member), null, Map.of()).status()).isEqualTo(204);
        return statuses(program, file);
    }

    private List<Integer> statuses(Program program) {
        return statuses(program, open());
    }

    private CaseFile open() {
        return CaseFile.open(lead, members.create(Role.ANALYST).id().value(), "Probe");
    }

    private static String member(CaseFile file, Member member) {
        return "/vorfaelle/" + file.incident() + "/beteiligte/" + member.id();
    }

    private List<Integer> statuses(Program program, CaseFile file) {
        var statuses = new ArrayList<Integer>();
        for (var route : routes) {
            var answer = file.send(program, route, meldung(program));
            assertThat(route.statuses())
                    .as("%s documents %s", route, answer.text())
                    .contains("" + answer.status());
            statuses.add(answer.status());
        }
        return statuses;
    }

    /** A Meldung of whoever asks, or of somebody else where they cannot take one. */
    private String meldung(Program program) {
        var own = program.post("/meldungen", Map.of("words", "Probe"));
        var taken = own.status() == 201 ? own : CaseFile.created(lead.post("/meldungen", Map.of("words", "Probe")));
        return UUID.fromString(taken.at("id")).toString();
    }
}
