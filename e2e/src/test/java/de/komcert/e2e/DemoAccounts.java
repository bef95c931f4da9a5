package de.komcert.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/** What the demo leaves in its data folder for whoever wants to drive it: {@code demo.json}. */
record DemoAccounts(URI address, List<Account> accounts, String apiToken, String apiTokenOf) {

    /** One person of the demo district's CERT, with everything needed to sign in as that person. */
    record Account(String role, String name, String login, String password, String totpSecret, List<String> codes) {}

    static DemoAccounts in(Path data) {
        return JsonMapper.shared().readValue(file(data), DemoAccounts.class);
    }

    static Path file(Path data) {
        return data.resolve("demo.json");
    }

    /** The first account with that role. */
    Account as(String role) {
        return accounts.stream()
                .filter(account -> account.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("demo.json names nobody with the role " + role));
    }
}
