package de.komcert.app.identity.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.Tokens.Term;
import de.komcert.app.identity.Tokens.Token;
import de.komcert.app.identity.credentials.PasswordRules;
import de.komcert.app.identity.credentials.Secrets;
import de.komcert.app.identity.credentials.Secrets.Factors;
import de.komcert.app.identity.signin.OwnPassword;
import de.komcert.app.identity.signin.Sessions;
import de.komcert.app.identity.signin.SignInLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: password, printed codes, tokens, sessions, and the last sign-ins. */
@Controller
class AccountPage {

    private static final String PATH = "/konto";
    private static final String CODES = PATH + "/codes";
    private static final String DONE = "done";
    private static final String SECRET = "secret";
    private static final String SHEET = "codes";
    private static final String WRONG_PASSWORD = "account.problem.password";
    private static final int SIGN_INS_SHOWN = 10;
    private static final int LONGEST_LABEL = 100;

    private final People people;
    private final Secrets secrets;
    private final OwnPassword ownPassword;
    private final Sessions sessions;
    private final Tokens tokens;
    private final SignInLog signIns;

    AccountPage(
            People people,
            Secrets secrets,
            OwnPassword ownPassword,
            Sessions sessions,
            Tokens tokens,
            SignInLog signIns) {
        this.people = people;
        this.secrets = secrets;
        this.ownPassword = ownPassword;
        this.sessions = sessions;
        this.tokens = tokens;
        this.signIns = signIns;
    }

    /**
     * What the page shows.
     *
     * @param done the key of the text that says what was done just now
     * @param secret a token issued just now
     * @param label what was typed as the name of a token
     */
    record Account(
            Person person,
            Factors factors,
            List<Token> tokens,
            List<SignInLog.Event> signIns,
            Set<Permission> scopes,
            Problems problems,
            Optional<String> done,
            Optional<String> secret,
            String label) {}

    @Requires(Permission.OWN_ACCOUNT)
    @GetMapping(PATH)
    String account(Model model) {
        return show(Problems.NONE, "", model);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping(PATH + "/passwort")
    Object changePassword(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String fresh,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var person = me();
        if (!ownPassword.is(person.id(), current)) {
            return refuse("current", WRONG_PASSWORD, "", response, model);
        }
        var problem = PasswordRules.problem(fresh, person.login(), person.name());
        if (problem.isPresent()) {
            return refuse("fresh", problem.get(), "", response, model);
        }
        if (!fresh.equals(again)) {
            return refuse("again", "account.problem.again", "", response, model);
        }
        BrowserSession.begin(request, ownPassword.change(person.id(), fresh));
        return done("account.done.password", next);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping(CODES)
    Object printCodes(
            @RequestParam(defaultValue = "") String passwordForCodes,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var person = me();
        if (!ownPassword.is(person.id(), passwordForCodes)) {
            return refuse("passwordForCodes", WRONG_PASSWORD, "", response, model);
        }
        next.addFlashAttribute(SHEET, people.givePrintedCodes(person.id()));
        return SeeOther.to(CODES);
    }

    /** Shown once: whoever loads the page again prints new ones. */
    @Requires(Permission.OWN_ACCOUNT)
    @GetMapping(CODES)
    Object codes(Model model) {
        return model.containsAttribute(SHEET) ? "identity/web/codes" : SeeOther.to(PATH);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping(PATH + "/token")
    Object issueToken(
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") Set<Permission> scope,
            @RequestParam(defaultValue = "QUARTER") Term term,
            @RequestParam(defaultValue = "") String passwordForToken,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var person = me();
        if (label.isBlank()
                || label.strip().length() > LONGEST_LABEL
                || label.chars().anyMatch(Character::isISOControl)) {
            return refuse("label", "account.problem.label", label, response, model);
        }
        if (scope.isEmpty()) {
            return refuse("scope", "account.problem.scope", label, response, model);
        }
        if (!ownPassword.is(person.id(), passwordForToken)) {
            return refuse("passwordForToken", WRONG_PASSWORD, label, response, model);
        }
        next.addFlashAttribute(SECRET, tokens.issue(person.id(), label, scope, term));
        return SeeOther.to(PATH);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping(PATH + "/token/{token}/widerrufen")
    Object revokeToken(@PathVariable UUID token, RedirectAttributes next) {
        tokens.revoke(Acting.person().person(), token);
        return done("account.done.revoked", next);
    }

    @Requires(Permission.OWN_ACCOUNT)
    @PostMapping(PATH + "/abmelden")
    Object endOtherSessions(HttpServletRequest request, RedirectAttributes next) {
        BrowserSession.begin(request, sessions.endOthers(Acting.person().person()));
        return done("account.done.ended", next);
    }

    private Person me() {
        return people.find(Acting.person().person()).orElseThrow();
    }

    private static Object done(String key, RedirectAttributes next) {
        next.addFlashAttribute(DONE, key);
        return SeeOther.to(PATH);
    }

    private String refuse(String field, String key, String label, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(Problems.of(field, key), label, model);
    }

    private String show(Problems problems, String label, Model model) {
        var person = me();
        var scopes = EnumSet.copyOf(person.role().permissions());
        scopes.remove(Permission.OWN_ACCOUNT);
        model.addAttribute(
                "account",
                new Account(
                        person,
                        secrets.factors(person.id()),
                        tokens.of(person.id()),
                        signIns.last(person.id(), SIGN_INS_SHOWN),
                        scopes,
                        problems,
                        text(model, DONE),
                        text(model, SECRET),
                        label));
        return "identity/web/account";
    }

    private static Optional<String> text(Model model, String attribute) {
        return Optional.ofNullable(model.getAttribute(attribute)).map(String.class::cast);
    }
}
