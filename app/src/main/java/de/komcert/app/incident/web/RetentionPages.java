package de.komcert.app.incident.web;

import java.util.Arrays;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Periods;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NavigationEntry;
import de.komcert.app.web.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How long what has ended is kept. Names no incident, and counts none. */
@Controller
class RetentionPages {

    private static final String PAGE = "/aufbewahrung";

    private final Periods periods;

    RetentionPages(Periods periods) {
        this.periods = periods;
    }

    @GetMapping(PAGE)
    @Requires(Permission.READ_INCIDENTS)
    String periods(Model model) {
        var holding = periods.holding();
        model.addAttribute(
                "rows", Arrays.stream(Kind.values()).map(holding::get).toList());
        model.addAttribute(
                "earlier",
                periods.history().stream()
                        .filter(period -> !period.equals(holding.get(period.kind())))
                        .toList());
        model.addAttribute("mayChange", mayChange());
        return "incident/web/periods";
    }

    @PostMapping(PAGE + "/{art}")
    @Requires(Permission.SET_RETENTION)
    @FormOn(PAGE)
    String change(
            @PathVariable Kind art,
            @RequestParam(defaultValue = "") String monate,
            @RequestParam(defaultValue = "") String grund,
            @RequestParam int nummer) {
        periods.change(art, months(monate), grund, nummer);
        return "redirect:" + PAGE;
    }

    @Bean
    static NavigationEntry retentionInNavigation() {
        return new NavigationEntry(50, "nav.retention", PAGE, RetentionPages::mayChange);
    }

    private static boolean mayChange() {
        return Acting.now().may(Permission.SET_RETENTION);
    }

    private static int months(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException noNumber) {
            throw new Refusal("retention.monthsUnreadable");
        }
    }
}
