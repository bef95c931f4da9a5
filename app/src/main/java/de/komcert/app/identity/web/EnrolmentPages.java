package de.komcert.app.identity.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.OpenToAll;
import de.komcert.app.identity.credentials.PrintedCode;
import de.komcert.app.identity.credentials.Totp;
import de.komcert.app.identity.signin.SignIn;
import de.komcert.app.identity.signin.SignIn.Admission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Setting up a second factor, which the first sign-in of an account asks for: an app, or printed codes. */
@Controller
class EnrolmentPages {

    static final String PATH = "/login/einrichten";
    private static final String APP = PATH + "/app";
    private static final String PRINTED = PATH + "/codes";

    private final SignIn signIn;
    private final Admissions admissions;
    private final Clock clock;

    EnrolmentPages(SignIn signIn, Admissions admissions, Clock clock) {
        this.signIn = signIn;
        this.admissions = admissions;
        this.clock = clock;
    }

    /** The secret as it is typed into an app, in groups of four, and as a link for the telephone one reads it on. */
    record AppPage(String secret, String link, boolean refused) {

        static AppPage of(PendingSignIn pending, boolean refused) {
            var typed = Totp.typed(pending.appSecret());
            return new AppPage(
                    String.join(" ", typed.split("(?<=\\G.{4})")),
                    Totp.link(pending.appSecret(), pending.challenge().login()),
                    refused);
        }
    }

    @OpenToAll
    @GetMapping(PATH)
    Object choose(HttpServletRequest request) {
        return pending(request).isPresent() ? "identity/web/enrol" : back();
    }

    @OpenToAll
    @GetMapping(APP)
    Object app(HttpServletRequest request, Model model) {
        return pending(request).map(held -> appPage(held, false, model)).orElseGet(EnrolmentPages::back);
    }

    @OpenToAll
    @PostMapping(APP)
    Object app(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var pending = pending(request);
        var origin = Admissions.origin(request);
        return pending.flatMap(held -> signIn.enrolApp(held.challenge(), held.appSecret(), code, origin))
                .map(admission -> admit(admission, request, response))
                .or(() -> pending.map(held -> {
                    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                    return appPage(held, true, model);
                }))
                .orElseGet(EnrolmentPages::back);
    }

    @OpenToAll
    @GetMapping(PRINTED)
    Object printed(HttpServletRequest request, Model model) {
        return pending(request)
                .<Object>map(held -> {
                    model.addAttribute("codes", texts(held.sheet()));
                    return "identity/web/enrolCodes";
                })
                .orElseGet(EnrolmentPages::back);
    }

    @OpenToAll
    @PostMapping(PRINTED)
    Object printed(HttpServletRequest request, HttpServletResponse response) {
        Function<PendingSignIn, Optional<Admission>> enrol =
                held -> signIn.enrolPrintedCodes(held.challenge(), held.sheet(), Admissions.origin(request));
        return pending(request)
                .flatMap(enrol)
                .map(admission -> admit(admission, request, response))
                .orElseGet(EnrolmentPages::back);
    }

    private Optional<PendingSignIn> pending(HttpServletRequest request) {
        return PendingSignIn.of(request, clock.instant())
                .filter(held -> !held.challenge().enrolled());
    }

    private Object admit(Admission admission, HttpServletRequest request, HttpServletResponse response) {
        var wanted = pending(request).map(PendingSignIn::wanted).orElse(LocalPath.START);
        admissions.admit(admission, request, response);
        return SeeOther.to(wanted);
    }

    private static Object appPage(PendingSignIn pending, boolean refused, Model model) {
        model.addAttribute("page", AppPage.of(pending, refused));
        return "identity/web/enrolApp";
    }

    private static Object back() {
        return SeeOther.to(SecurityConfiguration.SIGN_IN);
    }

    private static List<String> texts(List<PrintedCode> sheet) {
        return sheet.stream().map(PrintedCode::text).toList();
    }
}
