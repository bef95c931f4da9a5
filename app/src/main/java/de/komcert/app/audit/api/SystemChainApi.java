package de.komcert.app.audit.api;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Paging;
import de.komcert.app.audit.Anchor;
import de.komcert.app.audit.Anchors;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Systemkette", description = "The anchors of all journals, which name none.")
class SystemChainApi {

    private final Anchors anchors;

    SystemChainApi(Anchors anchors) {
        this.anchors = anchors;
    }

    /**
     * A part of the system chain.
     *
     * @param next the value of {@code ab} with which it goes on
     */
    record ChainPart(List<AnchorBody> anchors, @Nullable Integer next) {}

    /**
     * An anchor.
     *
     * @param root the root of the tree of heads, in hexadecimal digits
     * @param previous the hash of the anchor before it
     * @param hash of number, time in microseconds, root and previous hash
     */
    record AnchorBody(long number, Instant at, String root, String previous, String hash) {

        static AnchorBody of(Anchor anchor) {
            return new AnchorBody(
                    anchor.number(), anchor.at(), hex(anchor.root()), hex(anchor.previous()), hex(anchor.hash()));
        }
    }

    /**
     * How far the system chain holds.
     *
     * @param anchors how many were checked
     * @param broken the number of the first that does not stand in its place; missing where all do
     */
    record StandingBody(long anchors, @Nullable Long broken) {}

    /**
     * The anchors, the oldest first.
     *
     * @param ab how many to pass over, which is the number of the last one known
     * @param anzahl how many to give at most, up to 200
     */
    @GetMapping("/api/v1/systemkette")
    @Requires(Permission.READ_INCIDENTS)
    ChainPart read(@RequestParam(defaultValue = "0") int ab, @RequestParam(defaultValue = "100") int anzahl) {
        var page = new Paging(ab, anzahl);
        var read = anchors.after(page.first(), page.oneMore());
        return new ChainPart(page.shown(read).stream().map(AnchorBody::of).toList(), page.next(read));
    }

    /** Checks the whole system chain. */
    @GetMapping("/api/v1/systemkette/pruefung")
    @Requires(Permission.READ_INCIDENTS)
    StandingBody check() {
        var standing = anchors.check();
        return new StandingBody(standing.anchors(), standing.broken());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
