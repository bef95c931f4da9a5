package de.komcert.app.constituency.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Tags;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Amendments.Outcome;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.EinrichtungType;
import de.komcert.app.web.NotHere;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The Einrichtungen for programs. Each is one document; its ETag changes with everything known about it. */
@RestController
@Tag(
        name = "Einrichtungen",
        description = "Whom the CERT protects: contacts, relations, networks, telephone trunks, products.")
class EinrichtungApi {

    private static final String BASE = "/api/v1/einrichtungen";

    private final Constituency constituency;
    private final Amendments amendments;
    private final Findings findings;
    private final JsonMapper json;

    EinrichtungApi(Constituency constituency, Amendments amendments, Findings findings, JsonMapper json) {
        this.constituency = constituency;
        this.amendments = amendments;
        this.findings = findings;
        this.json = json;
    }

    /** One line of the list. */
    record EinrichtungLine(
            UUID id,
            String shortName,
            String name,
            EinrichtungType type,
            String phone,
            List<String> provider,
            @Nullable String nis2,
            int contacts) {

        static EinrichtungLine of(Constituency.Overview row) {
            var one = row.einrichtung();
            var phone = one.phone();
            var nis2 = row.nis2();
            return new EinrichtungLine(
                    one.id().value(),
                    one.shortName(),
                    one.name(),
                    one.type(),
                    phone == null ? "" : phone.international(),
                    row.providers(),
                    nis2 == null ? null : nis2.name(),
                    row.contacts());
        }
    }

    /**
     * The Einrichtungen, by name.
     *
     * @param suche a part of a name, a domain, a contact's name or a telephone number
     * @param typ only those of this type
     */
    @GetMapping(BASE)
    @Requires(Permission.READ_CONSTITUENCY)
    List<EinrichtungLine> list(
            @RequestParam(defaultValue = "") String suche,
            @RequestParam(required = false) @Nullable EinrichtungType typ) {
        return constituency.list(suche, typ, Constituency.Order.NAME).stream()
                .map(EinrichtungLine::of)
                .toList();
    }

    /** One Einrichtung with everything known about it. */
    @GetMapping(BASE + "/{id}")
    @Requires(Permission.READ_CONSTITUENCY)
    ResponseEntity<EinrichtungDocument> one(@PathVariable UUID id) {
        return read(new EinrichtungId(id), ResponseEntity.ok());
    }

    /** Registers an Einrichtung. Everything that is wrong with the document is named at once. */
    @PostMapping(BASE)
    @Requires(Permission.EDIT_CONSTITUENCY)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EinrichtungDocument> register(@RequestBody EinrichtungDocument document, Locale locale) {
        var received = Received.of(document, json);
        return switch (amendments.register(received.fields(), received.lists())) {
            case Outcome.Done(var id) -> read(id, ResponseEntity.created(URI.create(BASE + "/" + id)));
            case Outcome.Refused(var found) -> throw findings.invalid(found, locale);
            case Outcome.Outdated() -> throw Tags.outdated();
        };
    }

    /**
     * Replaces an Einrichtung. A missing simple field is cleared; a missing list, insurer or classification stays as it
     * is.
     */
    @PutMapping(BASE + "/{id}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ResponseEntity<EinrichtungDocument> replace(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody EinrichtungDocument document,
            Locale locale) {
        var seen = constituency.find(new EinrichtungId(id)).orElseThrow(NotHere::new);
        var version = Tags.version(match);
        var received = Received.of(document, json);
        return switch (amendments.replace(seen.id(), version, received.fields(), received.lists())) {
            case Outcome.Done(var done) -> read(done, ResponseEntity.ok());
            case Outcome.Refused(var found) -> throw findings.invalid(found, locale);
            case Outcome.Outdated() -> throw Tags.outdated();
        };
    }

    private ResponseEntity<EinrichtungDocument> read(EinrichtungId id, ResponseEntity.BodyBuilder answer) {
        var profile = constituency.profile(id).orElseThrow(NotHere::new);
        return answer.eTag(Tags.of(profile.einrichtung().version())).body(EinrichtungDocument.of(profile));
    }
}
