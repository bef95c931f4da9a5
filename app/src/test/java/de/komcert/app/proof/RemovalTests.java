package de.komcert.app.proof;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is removed, excluded, locked or signed out loses everything at once, whatever they had open. */
@ExtendWith(OutputCaptureExtension.class)
class RemovalTests extends ProofCase {

    @Autowired
    People people;

    Browser owner;
    Member colleague;
    Browser theirs;
    String token;
    Case incident;

    @BeforeEach
    void letIn() {
        clock.advance(Duration.ofHours(1));
        owner = members.signIn(members.create(Role.ANALYST));
        colleague = members.create(Role.ANALYST);
        incident = Case.open(owner, rows, "Dohle");
        change("/beteiligte", Map.of("person", colleague.id().toString()));
        theirs = members.signIn(colleague);
        token = members.token(colleague, Role.ANALYST.permissions());
    }

    @AfterEach
    void leave() {
        owner.close();
        theirs.close();
    }

    @Test
    void whoIsRemovedReadsNoPageNoExportAndNothingByToken() {
        var pages = incident.pages(theirs, routes).keySet();
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(pages)
                .allSatisfy(page -> assertThat(theirs.get(page).status()).isEqualTo(200));
        assertThat(byToken()).isEqualTo(200);

        remove();

        assertThat(pages.stream().map(page -> theirs.get(page).status()).collect(Collectors.toSet()))
                .containsExactly(404);
        assertThat(byToken()).isEqualTo(404);
        assertThat(theirs.get("/vorfaelle?zustand=ALL").body() + theirs.get("/").body())
                .doesNotContain("Dohle");
        assertThat(theirs.post(incident.room() + "/tagebuch", Map.of("text", "Zu spät", "_csrf", Case.csrf(theirs)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anOpenStreamSaysGoneAndEndsAndTellsNothingAfterwards() throws Exception {
        try (var stream = new Stream(theirs, incident.room() + "/live")) {
            change("/tagebuch", Map.of("text", "Dohle eins"));
            assertThat(stream.next()).isEqualTo("event:changed");
            remove();
            assertThat(stream.untilItEnds()).contains("event:gone").doesNotContain("event:changed");
            change("/tagebuch", Map.of("text", "Dohle zwei"));
        }
    }

    @Test
    void anOpenStreamEndsWithTheSession(CapturedOutput log) throws Exception {
        try (var stream = new Stream(theirs, incident.room() + "/live")) {
            change("/tagebuch", Map.of("text", "Dohle eins"));
            assertThat(stream.next()).isEqualTo("event:changed");
            Acting.run(SignInJob.ACTOR, () -> people.lock(colleague.id()));
            change("/tagebuch", Map.of("text", "Dohle zwei"));
            assertThat(stream.untilItEnds()).doesNotContain("event:changed");
        }
        assertThat(log.getAll()).as("an end is no failure").doesNotContain("Request failed");
    }

    @Test
    void theStreamCarriesNoContent() throws Exception {
        try (var stream = new Stream(theirs, incident.room() + "/live")) {
            change("/tagebuch", Map.of("text", "Dohle geheim"));
            assertThat(stream.next()).isEqualTo("event:changed");
            remove();
            assertThat(stream.untilItEnds())
                    .doesNotContain("Dohle")
                    .doesNotContain(incident.incident().toString());
        }
    }

    @Test
    void openListsAreFetchedAnewOnRemovalAndHearNothingOfWhatTheirReaderDoesNotSee() throws Exception {
        try (var stream = new Stream(theirs, "/live")) {
            change("/tagebuch", Map.of("text", "Dohle eins"));
            assertThat(stream.next()).isEqualTo("event:changed");
            remove();
            assertThat(stream.next()).as("by the removal").isEqualTo("event:changed");
            change("/tagebuch", Map.of("text", "Dohle zwei"));
            Acting.run(SignInJob.ACTOR, () -> people.lock(colleague.id()));
            change("/tagebuch", Map.of("text", "Dohle drei"));
            assertThat(stream.next())
                    .as("nothing of the second entry, and the end with the account")
                    .isEqualTo("event:gone");
        }
    }

    @Test
    void draftsOfWhoWasRemovedAreGoneAndDoNotComeBack() {
        draft(theirs, "Dohle im Entwurf");
        assertThat(theirs.get(incident.room()).body()).contains("Dohle im Entwurf");
        remove();
        assertThat(theirs.get(incident.room()).status()).isEqualTo(404);
        change("/beteiligte", Map.of("person", colleague.id().toString()));
        assertThat(theirs.get(incident.room()).body()).contains("Dohle titel").doesNotContain("Dohle im Entwurf");
    }

    @Test
    void draftsOfAMemberSurviveTheEndOfTheSession() {
        draft(theirs, "Dohle im Entwurf");
        theirs.post("/logout", Map.of("_csrf", Case.csrf(theirs)));
        assertThat(theirs.get(incident.room()).status()).isEqualTo(303);
        try (var again = members.signIn(colleague)) {
            assertThat(again.get(incident.room()).body()).contains("Dohle im Entwurf");
        }
        assertThat(owner.get(incident.room()).body())
                .as("the draft of somebody else")
                .doesNotContain("im Entwurf");
    }

    private void draft(Browser browser, String text) {
        var answer = browser.post(
                incident.room() + "/entwurf", Map.of("feld", "journal", "text", text, "_csrf", Case.csrf(browser)));
        assertThat(answer.status()).isEqualTo(200);
    }

    private void remove() {
        change("/beteiligte/" + colleague.id() + "/entfernen", Map.of());
    }

    private void change(String action, Map<String, String> fields) {
        var all = new java.util.TreeMap<>(fields);
        all.put("_csrf", Case.csrf(owner));
        assertThat(owner.post(incident.room() + action, all).status())
                .as(action)
                .isBetween(300, 399);
    }

    private int byToken() {
        return theirs.send(HttpRequest.newBuilder(theirs.at("/api/v1" + incident.room()))
                        .header("Authorization", "Bearer " + token))
                .status();
    }

    /** An open stream of events, read line by line. */
    private static final class Stream implements AutoCloseable {

        private static final int PATIENCE = 60;

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpResponse<InputStream> response;

        Stream(Browser browser, String path) throws Exception {
            var cookies = browser.cookies().entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            response = client.sendAsync(
                            HttpRequest.newBuilder(browser.at(path))
                                    .header("Cookie", cookies)
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .get(PATIENCE, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(200);
        }

        /** The next line that says something. */
        String next() throws Exception {
            return CompletableFuture.supplyAsync(() -> line(response.body())).get(PATIENCE, TimeUnit.SECONDS);
        }

        /** Everything up to the end of the stream; waiting for one that does not end fails. */
        String untilItEnds() throws Exception {
            return CompletableFuture.supplyAsync(() -> rest(response.body())).get(PATIENCE, TimeUnit.SECONDS);
        }

        private static String line(InputStream stream) {
            try {
                var line = new StringBuilder();
                for (int read = stream.read(); read >= 0; read = stream.read()) {
                    if (read != '\n') {
                        line.append((char) read);
                    } else if (line.toString().startsWith("event:")) {
                        return line.toString();
                    } else {
                        line.setLength(0);
                    }
                }
                return "";
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static String rest(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.io.IOException ended) {
                return "";
            }
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
