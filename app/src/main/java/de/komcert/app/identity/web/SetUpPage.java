package de.komcert.app.identity.web;

import java.util.HashMap;
import java.util.Map;

import de.komcert.app.access.OpenToAll;
import de.komcert.app.access.Role;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.People;
import de.komcert.app.web.NotHere;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Creates the first two accounts: one that manages accounts, and one that leads. */
@Controller
class SetUpPage {

    static final String PATH = "/einrichten";
    static final String KEY = "schluessel";

    private final SetUp setUp;
    private final People people;

    SetUpPage(SetUp setUp, People people) {
        this.setUp = setUp;
        this.people = people;
    }

    /** What is typed for the two accounts. */
    record FirstAccounts(
            String adminLogin,
            String adminName,
            String adminPassword,
            String leadLogin,
            String leadName,
            String leadPassword) {

        static final FirstAccounts EMPTY = new FirstAccounts("", "", "", "", "", "");

        NewPerson admin() {
            return new NewPerson(adminLogin, adminName, Role.VERWALTUNG, adminPassword);
        }

        NewPerson lead() {
            return new NewPerson(leadLogin, leadName, Role.LEITUNG, leadPassword);
        }

        Problems problems() {
            var problems = new HashMap<String, String>();
            put("admin", admin().problems(), problems);
            put("lead", lead().problems(), problems);
            if (admin().login().equals(lead().login())) {
                problems.putIfAbsent("leadLogin", "accounts.problem.loginTaken");
            }
            return new Problems(problems);
        }

        private static void put(String prefix, Map<String, String> from, Map<String, String> to) {
            from.forEach(
                    (field, key) -> to.put(prefix + Character.toUpperCase(field.charAt(0)) + field.substring(1), key));
        }
    }

    @OpenToAll
    @GetMapping(PATH)
    String form(@RequestParam(name = KEY, defaultValue = "") String key, Model model) {
        return show(key, FirstAccounts.EMPTY, Problems.NONE, model);
    }

    @OpenToAll
    @PostMapping(PATH)
    Object create(
            @RequestParam(name = KEY, defaultValue = "") String key,
            @ModelAttribute FirstAccounts accounts,
            HttpServletResponse response,
            Model model) {
        var problems = accounts.problems();
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(key, accounts, problems, model);
        }
        if (!setUp.use(key)) {
            throw new NotHere();
        }
        people.create(accounts.admin());
        people.create(accounts.lead());
        return SeeOther.to(SecurityConfiguration.SIGN_IN);
    }

    private String show(String key, FirstAccounts accounts, Problems problems, Model model) {
        if (!setUp.opens(key)) {
            throw new NotHere();
        }
        model.addAttribute("key", key);
        model.addAttribute("accounts", accounts);
        model.addAttribute("problems", problems);
        return "identity/web/setUp";
    }
}
