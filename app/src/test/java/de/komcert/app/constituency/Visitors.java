package de.komcert.app.constituency;

import java.io.IOException;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** People who look at pages, without the way in through the sign-in. */
public class Visitors {

    public static final Actor.Person ANALYST = new Actor.Person(PersonId.random(), "Can Yıldıran", Role.ANALYST);
    public static final Actor.Person OTHER_ANALYST = new Actor.Person(PersonId.random(), "Milena Grothe", Role.ANALYST);
    public static final Actor.Person READER = new Actor.Person(PersonId.random(), "Lesende Person", Role.LESEND);
    public static final Actor.Person ADMINISTRATOR = new Actor.Person(PersonId.random(), "Verwaltung", Role.VERWALTUNG);

    private final WebApplicationContext context;

    Visitors(WebApplicationContext context) {
        this.context = context;
    }

    /** A browser that this person uses. */
    public MockMvcTester as(Actor.Person person) {
        Filter acting = (request, response, chain) -> {
            try {
                Acting.as(person, () -> {
                    chain.doFilter(request, response);
                    return true;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        };
        return MockMvcTester.create(
                MockMvcBuilders.webAppContextSetup(context).addFilters(acting).build());
    }
}
