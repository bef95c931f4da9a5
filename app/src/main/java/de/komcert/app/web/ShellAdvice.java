package de.komcert.app.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its shell. */
@ControllerAdvice
class ShellAdvice {

    private final Texts texts;
    private final Clock clock;
    private final ObjectProvider<Visitor> visitor;
    private final List<NavigationEntry> navigation;

    ShellAdvice(Texts texts, Clock clock, ObjectProvider<Visitor> visitor, List<NavigationEntry> navigation) {
        this.texts = texts;
        this.clock = clock;
        this.visitor = visitor;
        this.navigation = navigation.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request, Locale locale) {
        var name = Optional.ofNullable(visitor.getIfAvailable()).flatMap(Visitor::name);
        var visible = name.isEmpty()
                ? List.<NavigationEntry>of()
                : navigation.stream()
                        .filter(entry -> entry.visible().getAsBoolean())
                        .toList();
        return new Shell(
                texts,
                new Times(texts, locale, clock.instant()),
                locale,
                name.orElse(null),
                request.getRequestURI(),
                visible,
                csrf(request),
                request.getAttribute(Returned.ATTRIBUTE) instanceof Returned returned ? returned : null);
    }

    private static Shell.Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Shell.Csrf(token.getParameterName(), token.getToken())
                : new Shell.Csrf("_csrf", "");
    }
}
