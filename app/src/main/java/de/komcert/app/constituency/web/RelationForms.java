package de.komcert.app.constituency.web;

import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Amendments.Outcome;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.RelationKind;
import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form in which one says what an Einrichtung is to another. */
@Controller
class RelationForms {

    private final Constituency constituency;
    private final Amendments amendments;

    RelationForms(Constituency constituency, Amendments amendments) {
        this.constituency = constituency;
        this.amendments = amendments;
    }

    /** Which of the two sides the one on the page is on. */
    enum Side {
        CARRIES,
        CARRIED_BY
    }

    @GetMapping("/einrichtungen/{id}/beziehungen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView relations(@PathVariable UUID id) {
        return page(new EinrichtungId(id), null);
    }

    @PostMapping("/einrichtungen/{id}/beziehungen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView relate(
            @PathVariable UUID id,
            @RequestParam RelationKind kind,
            @RequestParam Side side,
            @RequestParam(required = false) @Nullable UUID other) {
        var one = new EinrichtungId(id);
        if (other == null) {
            return refused(one, "constituency.problem.required");
        }
        var outcome = side == Side.CARRIES
                ? amendments.relate(one, kind, new EinrichtungId(other))
                : amendments.relate(new EinrichtungId(other), kind, one);
        return switch (outcome) {
            case Outcome.Done _ -> SeeOther.at("/einrichtungen/" + id + "/beziehungen");
            case Outcome.Refused(var problems) ->
                refused(one, problems.getFirst().key());
            case Outcome.Outdated() -> throw new NotHere();
        };
    }

    @PostMapping("/einrichtungen/{id}/beziehungen/entfernen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView unrelate(
            @PathVariable UUID id, @RequestParam RelationKind kind, @RequestParam UUID from, @RequestParam UUID to) {
        if (!from.equals(id) && !to.equals(id)) {
            throw new NotHere();
        }
        amendments.unrelate(new EinrichtungId(from), kind, new EinrichtungId(to));
        return SeeOther.at("/einrichtungen/" + id + "/beziehungen");
    }

    private ModelAndView refused(EinrichtungId id, String problem) {
        var answer = page(id, problem);
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private ModelAndView page(EinrichtungId id, @Nullable String problem) {
        var one = constituency.find(id).orElseThrow(NotHere::new);
        var others = constituency.all().stream()
                .filter(other -> !other.id().equals(id))
                .toList();
        return new ModelAndView("constituency/web/relations")
                .addObject("page", new RelationsPage(one, constituency.relations(id), others, problem));
    }
}
