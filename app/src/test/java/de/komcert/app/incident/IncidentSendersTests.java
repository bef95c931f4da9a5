package de.komcert.app.incident;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads an incident sees what is being sent into it; its sender alone goes on, while they may and it runs. */
class IncidentSendersTests extends IncidentSendingsCase {

    @Test
    void othersSeeNothingMembersSeeItAndOnlyItsSenderGoesOn() throws Exception {
        var at = at("Geheim.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        var colleague = members.create(Role.ANALYST);
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        Acting.run(analyst, () -> readers.admit(incident.id(), reader.id()));
        var nowhere = "/api/v1/vorfaelle/" + UUID.randomUUID() + "/uebertragungen/" + UUID.randomUUID();
        var none = "/api/v1" + list + "/" + UUID.randomUUID();

        token = token(members.create(Role.ANALYST), Role.ANALYST);
        for (var method : List.of("GET", "HEAD", "PATCH", "DELETE")) {
            assertSame(method, at, nowhere);
        }
        assertSame("GET", at + "/pruefsumme?ab=0", nowhere + "/pruefsumme?ab=0");
        token = token(colleague, Role.ANALYST);
        assertThat(json(api("GET", at, Map.of(), null)).get("mine").asBoolean()).isFalse();
        assertThat(json(api("GET", "/api/v1" + list, Map.of(), null))).hasSize(1);
        for (var method : List.of("PATCH", "DELETE")) {
            assertSame(method, at, none);
        }
        assertSame("GET", at + "/pruefsumme?ab=0", none + "/pruefsumme?ab=0");
        token = token(reader, Role.LESEND);
        assertThat(api("GET", "/api/v1" + list, Map.of(), null).statusCode()).isEqualTo(403);

        token = token(member, Role.ANALYST);
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(STEP);
        // One of somebody's own is not found from another incident of theirs either.
        var other = cases.open(analyst, "Anderer", false);
        var crossed = at.replace(incident.id().toString(), other.id().toString());
        assertThat(api("GET", crossed, Map.of(), null).statusCode()).isEqualTo(404);
        assertThat(patch(crossed, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(lying(at)).hasSize(1);
        assertThat(api("DELETE", at, Map.of(), null).statusCode()).isEqualTo(204);
        assertThat(api("GET", at, Map.of(), null).statusCode()).isEqualTo(404);
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(lying(at)).isEmpty();
    }

    @Test
    void whoeverIsTakenOutLosesWhatTheySend() throws Exception {
        var colleague = members.create(Role.ANALYST);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        token = token(colleague, Role.ANALYST);
        var at = at("halb.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        Acting.run(analyst, () -> readers.remove(incident.id(), colleague.id()));
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(Cases.as(analyst, () -> sendings.of(incident))).isEmpty();
    }

    @Test
    void aClosedIncidentTakesNothingMore() throws Exception {
        var at = at("halb.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        Acting.run(analyst, () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Fehlalarm"));
        var answer = patch(at, STEP, new byte[2 * STEP]);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Upload-Offset")).isEmpty();
        assertThat(begin("neu.e01", 1).statusCode()).isEqualTo(409);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
    }

    private void assertSame(String method, String theirs, String none) throws Exception {
        var body = method.equals("PATCH") ? new byte[STEP] : null;
        var offset = Map.of("Upload-Offset", String.valueOf(STEP));
        var there = api(method, theirs, offset, body);
        var nowhere = api(method, none, offset, body);
        assertThat(there.statusCode()).as(method).isEqualTo(404).isEqualTo(nowhere.statusCode());
        assertThat(there.body()).as(method).hasSameSizeAs(nowhere.body());
    }
}
