package de.komcert.app.identity.web;

import java.util.Optional;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Permission;
import de.komcert.app.web.NavigationEntry;
import de.komcert.app.web.Visitor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the shell of a page says about whoever is signed in. */
@Configuration
class SignedIn {

    private static final int LAST = 900;

    @Bean
    Visitor visitor() {
        return () -> person().map(Actor::name);
    }

    @Bean
    NavigationEntry accounts() {
        return new NavigationEntry(
                LAST,
                "accounts.nav",
                AccountsPages.PATH,
                () -> person().stream().anyMatch(person -> person.may(Permission.MANAGE_ACCOUNTS)));
    }

    private static Optional<Actor> person() {
        return Acting.known().filter(Actor.Person.class::isInstance);
    }
}
