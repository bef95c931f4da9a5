package de.komcert.app.audit.web;

import java.util.Locale;
import java.util.Optional;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.audit.Anchors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The system chain: reading it, checking it, and comparing an anchor that stands on paper. */
@Controller
class SystemChainPages {

    private static final int SHOWN = 50;

    private final Anchors anchors;

    SystemChainPages(Anchors anchors) {
        this.anchors = anchors;
    }

    @GetMapping("/systemkette")
    @Requires(Permission.READ_INCIDENTS)
    String read(
            @RequestParam Optional<Long> vor,
            @RequestParam(defaultValue = "") String nummer,
            @RequestParam(defaultValue = "") String pruefsumme,
            Model model) {
        var found = anchors.before(vor.orElse(Long.MAX_VALUE), SHOWN + 1);
        model.addAttribute(
                "chain",
                new SystemChainPage(
                        anchors.check(),
                        found.stream().limit(SHOWN).toList(),
                        found.size() > SHOWN,
                        nummer,
                        pruefsumme,
                        compared(
                                nummer.strip(), pruefsumme.replaceAll("\\s", "").toLowerCase(Locale.ROOT))));
        return "audit/web/systemchain";
    }

    private SystemChainPage.Compared compared(String number, String hash) {
        if (number.isEmpty() && hash.isEmpty()) {
            return SystemChainPage.Compared.NOTHING;
        }
        if (!number.matches("[0-9]{1,18}") || !hash.matches("[0-9a-f]{64}")) {
            return SystemChainPage.Compared.UNREADABLE;
        }
        return anchors.find(Long.parseLong(number))
                .map(anchor -> anchor.fingerprint().equals(hash)
                        ? SystemChainPage.Compared.SAME
                        : SystemChainPage.Compared.OTHER)
                .orElse(SystemChainPage.Compared.MISSING);
    }
}
