package de.komcert.app.demo;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.app.access.Role;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Tokens;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The people of the CERT Vennmark. Passwords are drawn for each data folder; printed codes are new at each start. */
@Component
@ConditionalOnBooleanProperty("komcert.demo")
class DemoAccounts {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    /** Whoever works in the demonstration, in the order in which they are shown. */
    enum Staff {
        YILDIRAN("yildiran", "Can Yıldıran", Role.ANALYST),
        GROTHE("grothe", "Milena Grothe", Role.ANALYST),
        ROTHKAMP("rothkamp", "Svenja Rothkamp", Role.LEITUNG),
        LINDHOLZ("lindholz", "Peer Lindholz", Role.FORENSIK),
        ALDENHOVEN("aldenhoven", "Wiebke Aldenhoven", Role.LESEND),
        OHLENDORF("ohlendorf", "Tjark Ohlendorf", Role.VERWALTUNG);

        private final String login;
        private final String name;
        private final Role role;

        Staff(String login, String name, Role role) {
            this.login = login;
            this.name = name;
            this.role = role;
        }

        String login() {
            return login;
        }
    }

    private final People people;
    private final Tokens tokens;
    private final SecureRandom random = new SecureRandom();

    DemoAccounts(People people, Tokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    LetIn create() {
        var accounts = Arrays.stream(Staff.values()).map(this::account).toList();
        var analyst = accounts.getFirst();
        var token = tokens.issue(analyst.person(), "Vorführung", analyst.role().permissions(), Tokens.Term.YEAR);
        return new LetIn(accounts, token, analyst.login());
    }

    /** The same accounts with fresh printed codes, since each of those opens once. */
    LetIn renew(LetIn known) {
        return known.withCodes(account -> people.givePrintedCodes(account.person()));
    }

    private LetIn.Account account(Staff staff) {
        var password = password();
        var id = people.create(new NewPerson(staff.login, staff.name, staff.role, password));
        var secret = people.giveApp(id);
        var codes = people.givePrintedCodes(id);
        return new LetIn.Account(id, staff.role, staff.name, staff.login, password, secret, codes);
    }

    private String password() {
        return IntStream.range(0, GROUPS)
                .mapToObj(_ -> random.ints(GROUP, 0, LETTERS.length())
                        .mapToObj(at -> LETTERS.substring(at, at + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
