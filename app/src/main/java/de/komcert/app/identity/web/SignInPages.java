package de.komcert.app.identity.web;

import java.time.Clock;

import de.komcert.app.access.Acting;
import de.komcert.app.access.OpenToAll;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in on two pages, and signing out. */
@Controller
class SignInPages {

    private static final String CODE = "/login/code";
    /** Says on the next page that the sign-in ended before it was complete. */
    private static final String REFUSED = "refused";

    private final SignIn signIn;
    private final Admissions admissions;
    private final Clock clock;

    SignInPages(SignIn signIn, Admissions admissions, Clock clock) {
        this.signIn = signIn;
        this.admissions = admissions;
        this.clock = clock;
    }

    /** What the first page shows. */
    record LoginPage(String login, String wanted, boolean refused) {}

    @OpenToAll
    @GetMapping(SecurityConfiguration.SIGN_IN)
    Object login(@RequestParam(defaultValue = "") String weiter, Model model) {
        if (Acting.known().isPresent()) {
            return SeeOther.to(LocalPath.of(weiter));
        }
        return page(new LoginPage("", LocalPath.of(weiter).value(), model.containsAttribute(REFUSED)), model);
    }

    @OpenToAll
    @PostMapping(SecurityConfiguration.SIGN_IN)
    Object password(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String weiter,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var wanted = LocalPath.of(weiter);
        var challenge = signIn.password(login, password, Admissions.origin(request));
        if (challenge.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(new LoginPage(login, wanted.value(), true), model);
        }
        PendingSignIn.begin(request, challenge.get(), wanted, clock.instant());
        return SeeOther.to(challenge.get().enrolled() ? CODE : EnrolmentPages.PATH);
    }

    @OpenToAll
    @GetMapping(CODE)
    Object code(HttpServletRequest request, Model model) {
        if (PendingSignIn.of(request, clock.instant()).isEmpty()) {
            return SeeOther.to(SecurityConfiguration.SIGN_IN);
        }
        return codePage(false, model);
    }

    @OpenToAll
    @PostMapping(CODE)
    Object code(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var pending = PendingSignIn.of(request, clock.instant());
        if (pending.isEmpty()) {
            return SeeOther.to(SecurityConfiguration.SIGN_IN);
        }
        var admission = pending.filter(PendingSignIn::tryOnce)
                .flatMap(held -> signIn.code(held.challenge(), code, Admissions.origin(request)));
        if (admission.isPresent()) {
            admissions.admit(admission.get(), request, response);
            return SeeOther.to(pending.get().wanted());
        }
        if (pending.get().triesLeft()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return codePage(true, model);
        }
        BrowserSession.end(request);
        next.addFlashAttribute(REFUSED, true);
        return SeeOther.to(SecurityConfiguration.SIGN_IN);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping("/logout")
    Object logout(HttpServletRequest request) {
        BrowserSession.end(request);
        return SeeOther.to(SecurityConfiguration.SIGN_IN);
    }

    private static String page(LoginPage page, Model model) {
        model.addAttribute("page", page);
        return "identity/web/login";
    }

    private static String codePage(boolean refused, Model model) {
        model.addAttribute("refused", refused);
        return "identity/web/code";
    }
}
