package de.komcert.app.incident.web;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.plan.PlanPicture;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The plan as a picture. */
@Controller
class PicturePages {

    private final Rooms rooms;

    PicturePages(Rooms rooms) {
        this.rooms = rooms;
    }

    /** A card of the picture with its task in words. */
    record DrawnCard(PlanPicture.Card card, TaskRow task) {}

    @GetMapping("/vorfaelle/{id}/plan")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String picture(@PathVariable UUID id, @ModelAttribute("shell") Shell shell, Model model) {
        var plan = rooms.enterWithAll(id, Tabs.PICTURE, model).plan();
        var picture = PlanPicture.of(plan);
        List<DrawnCard> cards = picture.cards().stream()
                .map(card -> new DrawnCard(card, TaskRow.of(plan, card.step(), shell)))
                .toList();
        model.addAttribute("picture", picture);
        model.addAttribute("cards", cards);
        return "incident/web/picture";
    }
}
