package de.komcert.app.identity.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.identity.Tokens;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Ich", description = "Whom the token of the request stands for.")
class MeApi {

    /**
     * Who asks, and by which token.
     *
     * @param scopes what this token may do now: what it was issued for and its person may still do
     */
    record MeBody(UUID id, String name, Role role, List<Permission> scopes, TokenBody token) {}

    /**
     * The token itself.
     *
     * @param label what it was issued for
     * @param expires until when it opens
     */
    record TokenBody(UUID id, String label, Instant issued, Instant expires) {}

    /** Who this token stands for, what it may do, and until when. Every token may ask. */
    @GetMapping("/api/v1/ich")
    @Requires(Permission.OWN_ACCOUNT)
    MeBody me(@Parameter(hidden = true) @RequestAttribute(Tokens.Token.ATTRIBUTE) Tokens.Token token) {
        var me = Acting.person();
        return new MeBody(
                me.person().value(),
                me.name(),
                me.role(),
                me.permissions().stream()
                        .filter(permission -> permission != Permission.OWN_ACCOUNT)
                        .sorted()
                        .toList(),
                new TokenBody(token.id(), token.label(), token.issued(), token.expires()));
    }
}
