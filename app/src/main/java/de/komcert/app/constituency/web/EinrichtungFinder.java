package de.komcert.app.constituency.web;

import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.search.Finder;
import de.komcert.app.search.Hit;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import org.springframework.stereotype.Component;

/** Finds Einrichtungen by name, domain, contact or telephone number. */
@Component
class EinrichtungFinder implements Finder {

    private final Constituency constituency;

    EinrichtungFinder(Constituency constituency) {
        this.constituency = constituency;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String name() {
        return "constituency.list.title";
    }

    @Override
    public List<Hit> find(String text, Shell shell) {
        if (!Acting.now().may(Permission.READ_CONSTITUENCY)) {
            return List.of();
        }
        return constituency.search(text).stream()
                .map(one -> new Hit(
                        one.name(),
                        shell.t("constituency.word", one.type()) + (one.phone() == null ? "" : " · " + one.phone()),
                        "/einrichtungen/" + one.id(),
                        Tlp.AMBER))
                .toList();
    }
}
