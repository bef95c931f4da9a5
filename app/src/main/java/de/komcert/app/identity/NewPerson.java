package de.komcert.app.identity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.PasswordRules;

/** An account that is to be created. Surrounding blanks are dropped and the login is written small. */
public record NewPerson(String login, String name, Role role, String password) {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])");
    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 100;

    public NewPerson {
        login = normalized(login);
        name = name.strip();
    }

    /** All that is wrong: the name of the field, and the key of the text that says it. */
    public Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        if (!possible(login)) {
            problems.put("login", "accounts.problem.login");
        }
        nameProblem(name).ifPresent(key -> problems.put("name", key));
        PasswordRules.problem(password, login, name).ifPresent(key -> problems.put("password", key));
        return problems;
    }

    /** A login as it is stored and compared. */
    public static String normalized(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether anybody can have this login. */
    public static boolean possible(String login) {
        return LOGIN.matcher(login).matches();
    }

    private static Optional<String> nameProblem(String name) {
        if (name.length() < SHORTEST_NAME || name.length() > LONGEST_NAME) {
            return Optional.of("accounts.problem.name");
        }
        return name.codePoints().anyMatch(NewPerson::unfit)
                ? Optional.of("accounts.problem.nameCharacters")
                : Optional.empty();
    }

    /** Control characters, and those that turn the direction of writing or are not to be seen. */
    private static boolean unfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Without the password, so that it cannot be logged. */
    @Override
    public String toString() {
        return "NewPerson[login=" + login + ", role=" + role + "]";
    }
}
