package de.komcert.app.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;

/** How to get into the demonstration: accounts, and a token for the API. */
record LetIn(List<Account> accounts, String apiToken, String apiTokenOf) {

    LetIn {
        accounts = List.copyOf(accounts);
    }

    /**
     * An account.
     *
     * @param totpSecret for an authenticator app
     * @param codes printed codes, each of which opens once
     */
    record Account(
            PersonId person,
            Role role,
            String name,
            String login,
            String password,
            String totpSecret,
            List<String> codes) {

        Account {
            codes = List.copyOf(codes);
        }
    }

    LetIn withCodes(Function<Account, List<String>> codes) {
        return new LetIn(
                accounts.stream()
                        .map(one -> new Account(
                                one.person(),
                                one.role(),
                                one.name(),
                                one.login(),
                                one.password(),
                                one.totpSecret(),
                                codes.apply(one)))
                        .toList(),
                apiToken,
                apiTokenOf);
    }

    Account of(DemoAccounts.Staff staff) {
        return accounts.stream()
                .filter(account -> account.login().equals(staff.login()))
                .findFirst()
                .orElseThrow();
    }

    /** Prints it for people, in German. */
    void print(String address) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println();
        out.println("KomCERT läuft: " + address);
        out.println("Kreis Vennmark, Einrichtungen und Personen sind erfunden.");
        out.println();
        out.printf("  %-11s %-18s %-12s %-21s %s%n", "Rolle", "Name", "Konto", "Passwort", "Codes (jeder gilt einmal)");
        for (var account : accounts) {
            out.printf(
                    "  %-11s %-18s %-12s %-21s %s%n",
                    account.role(),
                    account.name(),
                    account.login(),
                    account.password(),
                    String.join(" ", account.codes().subList(0, 3)));
        }
        out.println();
        out.println("  API: Authorization: Bearer " + apiToken);
        out.println("  Alle Codes und die Geheimnisse für eine Authenticator-App stehen in demo.json im Datenordner.");
        out.println("  Strg-C beendet alles.");
        out.println();
    }
}
