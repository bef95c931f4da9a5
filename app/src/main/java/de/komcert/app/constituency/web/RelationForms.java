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

    @GetMapping("/einrichtungen/{id}/beziehungen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView relations(@PathVariable UUID id) {
        return page(new EinrichtungId(id), "", "", null);
    }

    @PostMapping("/einrichtungen/{id}/beziehungen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView relate(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(required = false) @Nullable UUID other) {
        var one = new EinrichtungId(id);
        var chosen = RelationsPage.Link.of(link);
        if (other == null || chosen.isEmpty()) {
            return refused(one, link, other, "constituency.relations.incomplete");
        }
        var outcome = chosen.get().carries()
                ? amendments.relate(one, chosen.get().kind(), new EinrichtungId(other))
                : amendments.relate(new EinrichtungId(other), chosen.get().kind(), one);
        return switch (outcome) {
            case Outcome.Done _ -> SeeOther.at("/einrichtungen/" + id + "/beziehungen");
            case Outcome.Refused(var problems) ->
                refused(one, link, other, problems.getFirst().key());
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

    private ModelAndView refused(EinrichtungId id, String link, @Nullable UUID other, String problem) {
        var answer = page(id, link, other == null ? "" : other.toString(), problem);
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private ModelAndView page(EinrichtungId id, String link, String other, @Nullable String problem) {
        var one = constituency.find(id).orElseThrow(NotHere::new);
        var others = constituency.all().stream()
                .filter(candidate -> !candidate.id().equals(id))
                .toList();
        return new ModelAndView("constituency/web/relations")
                .addObject("page", new RelationsPage(one, constituency.relations(id), others, link, other, problem));
    }
}
