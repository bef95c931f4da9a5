package de.komcert.app.incident.web;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.playbook.Edition;
import de.komcert.app.incident.playbook.Playbooks;
import de.komcert.app.incident.playbook.Releases;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NavigationEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The playbooks to read, to release, and what is wrong in those that were left out. */
@Controller
class PlaybookPages {

    private static final String SHELF = "/plaene";
    private static final String ONE = SHELF + "/{playbook}";

    private final Playbooks playbooks;
    private final Releases releases;

    PlaybookPages(Playbooks playbooks, Releases releases) {
        this.playbooks = playbooks;
        this.releases = releases;
    }

    @GetMapping(SHELF)
    @Requires(Permission.READ_INCIDENTS)
    String shelf(Model model) {
        var holding = releases.holding();
        model.addAttribute(
                "rows",
                playbooks.editions().stream()
                        .map(edition -> new PlaybookRow(edition, holding.get(edition.fingerprint())))
                        .toList());
        model.addAttribute("problems", playbooks.problems());
        model.addAttribute("folder", playbooks.folder().toString());
        model.addAttribute("mayRelease", mayRelease());
        return "incident/web/playbooks";
    }

    @PostMapping(SHELF)
    @Requires(Permission.RELEASE_PLAYBOOKS)
    @FormOn(SHELF)
    String readAgain() {
        playbooks.readAgain();
        return "redirect:" + SHELF;
    }

    @GetMapping(ONE)
    @Requires(Permission.READ_INCIDENTS)
    String one(@PathVariable String playbook, @ModelAttribute("shell") Shell shell, Model model) {
        var edition = edition(playbook);
        var all = releases.of(playbook);
        model.addAttribute("page", PlaybookPage.of(edition, all, shell));
        model.addAttribute("mayRelease", mayRelease());
        model.addAttribute("me", Acting.now().name());
        return "incident/web/playbook";
    }

    @PostMapping(ONE + "/freigabe")
    @Requires(Permission.RELEASE_PLAYBOOKS)
    @FormOn(ONE)
    String release(
            @PathVariable String playbook,
            @RequestParam(defaultValue = "") String fassung,
            @RequestParam(defaultValue = "") String pruefer,
            @RequestParam(defaultValue = "") String grundlage) {
        releases.release(edition(playbook), fassung, pruefer, grundlage);
        return "redirect:" + SHELF + "/" + playbook;
    }

    @PostMapping(ONE + "/freigabe/zuruecknehmen")
    @Requires(Permission.RELEASE_PLAYBOOKS)
    @FormOn(ONE)
    String withdraw(@PathVariable String playbook, @RequestParam(defaultValue = "") String grund) {
        releases.withdraw(edition(playbook), grund);
        return "redirect:" + SHELF + "/" + playbook;
    }

    @Bean
    static NavigationEntry playbooksInNavigation() {
        return new NavigationEntry(
                40, "nav.playbooks", SHELF, () -> Acting.now().may(Permission.READ_INCIDENTS));
    }

    private Edition edition(String id) {
        return playbooks.edition(id).orElseThrow(NotHere::new);
    }

    private static boolean mayRelease() {
        return Acting.now().may(Permission.RELEASE_PLAYBOOKS);
    }
}
