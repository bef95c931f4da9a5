package de.komcert.e2e;

import com.microsoft.playwright.Page;
import de.komcert.e2e.DemoAccounts.Account;

import static org.assertj.core.api.Assertions.assertThat;

/** How a person comes in: name and password, then the code from the telephone. */
final class SignIn {

    private SignIn() {}

    /** The first of the two steps. */
    static void password(String login, String password, Page page) {
        page.navigate("/login");
        page.locator("main [name=login]").fill(login);
        page.locator("main [name=password]").fill(password);
        submit(page);
    }

    static void as(Account account, Page page) {
        password(account.login(), account.password(), page);
        assertThat(page.url()).as("the page after the password").endsWith("/login/code");
        page.locator("[name=code]").fill(Totp.of(account.totpSecret()).fresh());
        submit(page);
        assertThat(page.url()).as("the page after the code").doesNotContain("/login");
    }

    private static void submit(Page page) {
        page.locator("main form button[type=submit]").click();
        page.waitForLoadState();
    }
}
