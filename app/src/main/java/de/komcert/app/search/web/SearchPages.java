package de.komcert.app.search.web;

import java.util.Comparator;
import java.util.List;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.search.Finder;
import de.komcert.app.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The search over everything. */
@Controller
class SearchPages {

    private static final int LONGEST = 200;

    private final List<Finder> finders;

    SearchPages(List<Finder> finders) {
        this.finders =
                finders.stream().sorted(Comparator.comparingInt(Finder::order)).toList();
    }

    @GetMapping("/suche")
    @Requires(Permission.OWN_ACCOUNT)
    String search(@RequestParam(defaultValue = "") String q, @ModelAttribute("shell") Shell shell, Model model) {
        var text = q.replace("\0", "").strip();
        var sought = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var groups = sought.isEmpty()
                ? List.<SearchPage.Group>of()
                : finders.stream()
                        .map(finder -> new SearchPage.Group(finder.name(), finder.find(sought, shell)))
                        .filter(group -> !group.hits().isEmpty())
                        .toList();
        model.addAttribute("search", new SearchPage(sought, groups));
        return "search/web/search";
    }
}
