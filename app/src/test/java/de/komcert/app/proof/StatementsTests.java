package de.komcert.app.proof;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static de.komcert.app.proof.ManyRows.FEW;
import static de.komcert.app.proof.ManyRows.MANY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page sends as many statements for 200 rows as for one: every page of a list, of an incident and of the API is counted
 * with one row in every table, and again with many.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StatementsTests extends ProofCase {

    /** How many statements a page may send at most, the question who asks included. */
    private static final Map<String, Integer> AT_MOST = new TreeMap<>(Map.ofEntries(
            Map.entry("/", 16),
            Map.entry("/vorfaelle", 10),
            Map.entry("/vorfaelle/{id}", 25),
            Map.entry("/vorfaelle/{id}/plan", 10),
            Map.entry("/vorfaelle/{id}/tagebuch", 16),
            Map.entry("/vorfaelle/{id}/entscheidungen", 15),
            Map.entry("/vorfaelle/{id}/auftrag", 16),
            Map.entry("/vorfaelle/{id}/akte", 20),
            Map.entry("/vorfaelle/{id}/auswertung", 33),
            Map.entry("/vorfaelle/{id}/auswertung/funde", 24),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl", 34),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl/{auswertung}/{ereignis}", 31),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl.csv", 26),
            Map.entry("/vorfaelle/{id}/auswertung/zeitstrahl.jsonl", 26),
            Map.entry("/vorfaelle/{id}/dateien", 17),
            Map.entry("/vorfaelle/{id}/auswertung/sicht", 28),
            Map.entry("/vorfaelle/{id}/notizen", 13),
            Map.entry("/vorfaelle/{id}/beteiligte", 17),
            Map.entry("/api/v1/vorfaelle/{id}/bericht", 31),
            Map.entry("/api/v1/vorfaelle/{id}/bericht.pdf", 31),
            Map.entry("/vorfaelle/{id}/auswertung/funde/{fund}", 23),
            Map.entry("/vorfaelle/{id}/dateien/{datei}", 19),
            Map.entry("/vorfaelle/{id}/bericht", 31),
            Map.entry("/vorfaelle/{id}/bericht.json", 31),
            Map.entry("/vorfaelle/{id}/bericht.pdf", 31),
            Map.entry("/vorfaelle/{id}/tagebuch.zip", 10),
            Map.entry("/einrichtungen", 8),
            Map.entry("/konten", 4)));

    @Autowired
    CountedStatements statements;

    Browser browser;
    Browser admin;
    Case incident;
    ManyRows manyRows;
    String call;
    String token;
    Map<String, String> paths;

    @BeforeAll
    void openOne() {
        clock.advance(Duration.ofHours(1));
        var me = members.create(Role.ANALYST);
        var guest = members.create(Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        browser = members.signIn(me);
        admin = members.signIn(members.create(Role.VERWALTUNG));
        Case.twoEinrichtungen(browser);
        incident = Case.open(browser, rows, "Zeile");
        incident.fill(browser, routes, guest.id(), relief.id());
        var other = Case.open(browser, rows, "Offen");
        manyRows = new ManyRows(JdbcClient.create(ownerOfTheDatabase), rows, incident, me.id());
        manyRows.addOne(other.incident());
        call = browser.post("/anruf", Map.of("words", "Zeile", "revision", "0", "_csrf", Case.csrf(browser)))
                .location();
        token = members.token(me, Role.ANALYST.permissions());
        paths = paths();
    }

    @AfterAll
    void leave() {
        browser.close();
        admin.close();
    }

    @Test
    void manyRowsCostNoMoreStatementsThanOne() throws Exception {
        var one = count();
        assertThat(one.keySet())
                .as("every page of a list or an incident says how many statements it may send")
                .containsAll(AT_MOST.keySet());
        manyRows.multiply();
        var few = new TreeMap<String, Integer>();
        rows.of(incident.compartment()).forEach((table, kept) -> {
            if (kept.size() < MANY) {
                few.put(table, kept.size());
            }
        });
        assertThat(few.keySet())
                .as("tables that are not multiplied: name them in COPIED or in FEW of ManyRows; they have %s rows", few)
                .isEqualTo(new TreeSet<>(FEW.keySet()));
        var many = count();
        var grown = new TreeMap<String, String>();
        many.forEach((page, sent) -> {
            if (sent.size() != one.get(page).size()) {
                grown.put(
                        page,
                        "%d statements instead of %d, such as:%n%s"
                                .formatted(sent.size(), one.get(page).size(), listed(unlike(sent, one.get(page)))));
            }
        });
        assertThat(grown)
                .as("addresses that send other numbers of statements for %d rows than for one", MANY)
                .isEmpty();
        var tooMany = new TreeMap<String, Integer>();
        many.forEach((page, sent) -> {
            if (sent.size() > most(page)) {
                tooMany.put(page, sent.size());
            }
        });
        assertThat(tooMany)
                .as("pages that send more statements than AT_MOST says")
                .isEmpty();
        assertThat(browser.get("/vorfaelle?zustand=ALL").page().select("[data-row]"))
                .hasSizeGreaterThanOrEqualTo(MANY);
    }

    private static int most(String page) {
        return AT_MOST.getOrDefault(page, 14);
    }

    /** What was sent more often than before, or not at all before. */
    private static List<String> unlike(List<String> sent, List<String> before) {
        return sent.stream()
                .distinct()
                .filter(sql -> Collections.frequency(sent, sql) != Collections.frequency(before, sql))
                .toList();
    }

    private static String listed(List<String> sent) {
        return String.join(
                "\n",
                sent.stream().map(sql -> "  " + sql.replaceAll("\\s+", " ")).toList());
    }

    /** What each address sends, by its pattern. */
    private Map<String, List<String>> count() throws Exception {
        var sent = new TreeMap<String, List<String>>();
        for (var path : paths.entrySet()) {
            var reader = path.getKey().startsWith("/kont") ? admin : browser;
            var request = HttpRequest.newBuilder(reader.at(path.getValue()));
            if (path.getKey().startsWith("/api/")) {
                request.header("Authorization", "Bearer " + token);
            }
            reader.send(request.copy()); // notes once a minute that a token was used
            var answer = new Browser.Answer[1];
            sent.put(path.getKey(), statements.of(() -> answer[0] = reader.send(request)));
            assertThat(answer[0].status()).as(path.getKey()).isIn(200, 303);
        }
        return sent;
    }

    /** An address of each page, export and list: those that links lead to, and those that name the incident alone. */
    private Map<String, String> paths() {
        var found = new TreeMap<String, String>();
        for (var path : incident.pages(browser, routes).keySet()) {
            routes.stream()
                    .filter(route -> route.reads() && route.leadsTo(path))
                    .findFirst()
                    .ifPresent(route -> found.putIfAbsent(route.pattern(), path.replaceFirst("\\?.*", "")));
        }
        for (var route : routes) {
            var path = route.pattern().replace("{id}", incident.incident().toString());
            var counted = route.reads()
                    && !path.contains("{")
                    && route.pattern().matches("(/api/v1)?(/vorfaelle/\\{id}.*|[^{]*)")
                    && !route.pattern().matches(".*/live|/api/v1/konten|.*openapi.*|/einrichten|/error|/login.*");
            if (counted) {
                found.putIfAbsent(route.pattern(), path);
            }
        }
        found.put("/anruf/{id}", call);
        found.put("/suche?q=", "/suche?q=Zeile");
        found.put("/vorfaelle?suche=", "/vorfaelle?zustand=ALL&suche=Zeile");
        return found;
    }
}
