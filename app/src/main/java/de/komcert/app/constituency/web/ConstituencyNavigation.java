package de.komcert.app.constituency.web;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the Einrichtungen into the navigation. */
@Configuration(proxyBeanMethods = false)
class ConstituencyNavigation {

    private static final int ORDER = 30;

    @Bean
    NavigationEntry constituencyEntry() {
        return new NavigationEntry(
                ORDER,
                "nav.constituency",
                "/einrichtungen",
                () -> Acting.known()
                        .filter(actor -> actor.may(Permission.READ_CONSTITUENCY))
                        .isPresent());
    }
}
