package de.komcert.app.constituency.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Contact;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.PhoneNumber;
import de.komcert.app.search.Finder;
import de.komcert.app.search.Hit;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people of the Einrichtungen by their name. */
@Component
class ContactFinder implements Finder {

    private final Constituency constituency;

    ContactFinder(Constituency constituency) {
        this.constituency = constituency;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String name() {
        return "constituency.found.contacts";
    }

    @Override
    public List<Hit> find(String text, Shell shell) {
        if (!Acting.now().may(Permission.READ_CONSTITUENCY)) {
            return List.of();
        }
        return constituency.contactsNamed(text, MOST).stream()
                .map(found -> hit(found.einrichtung(), found.contact()))
                .toList();
    }

    private static Hit hit(Einrichtung einrichtung, Contact contact) {
        var detail = Stream.of(contact.title(), einrichtung.name(), written(contact.phone()), written(contact.mobile()))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
        return new Hit(contact.name(), detail, "/einrichtungen/" + einrichtung.id() + "#kontakte", Tlp.AMBER);
    }

    private static String written(@Nullable PhoneNumber number) {
        return number == null ? "" : number.toString();
    }
}
