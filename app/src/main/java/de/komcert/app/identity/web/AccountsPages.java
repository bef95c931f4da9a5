package de.komcert.app.identity.web;

import java.util.List;
import java.util.Optional;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.identity.credentials.PasswordRules;
import de.komcert.app.identity.credentials.Secrets;
import de.komcert.app.identity.credentials.Secrets.Factors;
import de.komcert.app.web.NotHere;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The accounts of everybody, for the Verwaltung. */
@Controller
class AccountsPages {

    static final String PATH = "/konten";
    private static final String NEW = PATH + "/neu";
    private static final String ONE = PATH + "/{id}";
    private static final String PASSWORD = "password";
    private static final String DONE = "done";

    private final People people;
    private final Secrets secrets;

    AccountsPages(People people, Secrets secrets) {
        this.people = people;
        this.secrets = secrets;
    }

    /** What was typed for a new account, and what is wrong with it. */
    record NewAccount(String login, String name, Role role, Problems problems) {}

    /**
     * One account.
     *
     * @param password the initial password, right after the account was created
     * @param done the key of the text that says what was done just now
     */
    record OneAccount(Person person, Factors factors, Optional<String> password, Optional<String> done) {}

    @Requires(Permission.MANAGE_ACCOUNTS)
    @GetMapping(PATH)
    String list(Model model) {
        model.addAttribute("people", people.all());
        return "identity/web/accounts";
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @GetMapping(NEW)
    String fresh(Model model) {
        return form(new NewAccount("", "", Role.ANALYST, Problems.NONE), model);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(NEW)
    Object create(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "ANALYST") Role role,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var person = new NewPerson(login, name, role, PasswordRules.random());
        var problems = new Problems(people.problems(person));
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(new NewAccount(login, name, role, problems), model);
        }
        var id = people.create(person);
        next.addFlashAttribute(PASSWORD, person.password());
        return SeeOther.to(PATH + "/" + id);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @GetMapping(ONE)
    String one(@PathVariable PersonId id, Model model) {
        var person = people.find(id).orElseThrow(NotHere::new);
        model.addAttribute(
                "account", new OneAccount(person, secrets.factors(id), text(model, PASSWORD), text(model, DONE)));
        return "identity/web/accountOf";
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(ONE + "/sperren")
    Object lock(@PathVariable PersonId id, RedirectAttributes next) {
        people.lock(id);
        return done(id, "accounts.done.locked", next);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(ONE + "/entsperren")
    Object unlock(@PathVariable PersonId id, RedirectAttributes next) {
        people.unlock(id);
        return done(id, "accounts.done.unlocked", next);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(ONE + "/rolle")
    Object changeRole(@PathVariable PersonId id, @RequestParam Role role, RedirectAttributes next) {
        people.changeRole(id, role);
        return done(id, "accounts.done.role", next);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(ONE + "/faktor")
    Object resetSecondFactor(@PathVariable PersonId id, RedirectAttributes next) {
        people.resetSecondFactor(id);
        return done(id, "accounts.done.factor", next);
    }

    @Requires(Permission.MANAGE_ACCOUNTS)
    @PostMapping(ONE + "/passwort")
    Object resetPassword(@PathVariable PersonId id, RedirectAttributes next) {
        next.addFlashAttribute(PASSWORD, people.resetPassword(id));
        return SeeOther.to(PATH + "/" + id);
    }

    private static Object done(PersonId id, String key, RedirectAttributes next) {
        next.addFlashAttribute(DONE, key);
        return SeeOther.to(PATH + "/" + id);
    }

    private static String form(NewAccount account, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("roles", List.of(Role.values()));
        return "identity/web/accountNew";
    }

    private static Optional<String> text(Model model, String attribute) {
        return Optional.ofNullable(model.getAttribute(attribute)).map(String.class::cast);
    }
}
