package de.komcert.app.constituency.web;

import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.EinrichtungType;
import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the Einrichtungen: all of them, and one. */
@Controller
class EinrichtungPages {

    private final Constituency constituency;

    EinrichtungPages(Constituency constituency) {
        this.constituency = constituency;
    }

    @GetMapping("/einrichtungen")
    @Requires(Permission.READ_CONSTITUENCY)
    String list(
            @RequestParam(defaultValue = "") String suche,
            @RequestParam(required = false) @Nullable EinrichtungType typ,
            @RequestParam(defaultValue = "NAME") Constituency.Order sortierung,
            Model model) {
        model.addAttribute(
                "list",
                new ListPage(
                        suche,
                        typ,
                        sortierung,
                        constituency.counts(),
                        constituency.list(suche, typ, sortierung),
                        editable()));
        return "constituency/web/list";
    }

    @GetMapping("/einrichtungen/{id}")
    @Requires(Permission.READ_CONSTITUENCY)
    String detail(@PathVariable UUID id, Model model) {
        var profile = constituency.profile(new EinrichtungId(id)).orElseThrow(NotHere::new);
        model.addAttribute("one", new DetailPage(profile, editable()));
        return "constituency/web/detail";
    }

    private static boolean editable() {
        return Acting.now().may(Permission.EDIT_CONSTITUENCY);
    }
}
