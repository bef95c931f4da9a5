package de.komcert.app.identity.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Presence;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Lets the rest of the request run as the person it is from.
 *
 * <p>It does so for every dispatch, error pages and resumed event streams too: a dispatch inside another keeps the actor
 * that is set.
 */
final class ActingFilter implements Filter {

    private final Function<HttpServletRequest, Presence> whoAsks;

    ActingFilter(Function<HttpServletRequest, Presence> whoAsks) {
        this.whoAsks = whoAsks;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Presence presence = Acting.known().isPresent() ? Optional::empty : whoAsks.apply((HttpServletRequest) request);
        var person = presence.now();
        if (person.isPresent()) {
            request.setAttribute(Presence.ATTRIBUTE, presence);
            actAs(person.get(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void actAs(Actor.Person person, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // For Spring Security's own questions only; what somebody may do is asked of the actor.
        var known = UsernamePasswordAuthenticationToken.authenticated(person.person(), null, List.of());
        SecurityContextHolder.setContext(new SecurityContextImpl(known));
        try {
            Acting.<Boolean, Exception>as(person, () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
