package de.komcert.app.api;

import de.komcert.app.access.OpenToAll;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the API, for programs and for what makes programs of it.
 *
 * <p>It is open to all: it tells what stands in the public source, nothing of any case, and is read before there is a
 * token. It is drawn up once, in one language, so that asking for it again and again costs nothing.
 */
@RestController
@Tag(name = "Schnittstelle", description = "The interface itself.")
class DescriptionApi {

    static final String PATH = "/api/v1/openapi.json";

    private final ObjectProvider<OpenApiDocument> document;

    DescriptionApi(ObjectProvider<OpenApiDocument> document) {
        this.document = document;
    }

    /** This document. */
    @OpenToAll
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        var drawn = document.getObject().drawn(request);
        return ResponseEntity.ok().eTag(drawn.tag()).body(drawn.json());
    }
}
