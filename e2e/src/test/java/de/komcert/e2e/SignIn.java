package de.komcert.e2e;

import com.microsoft.playwright.Page;
import de.komcert.e2e.DemoAccounts.Account;

import static org.assertj.core.api.Assertions.assertThat;

/** How a person comes in: name and password, then the code from the telephone. */
final class SignIn {

    private SignIn() {}

    static void as(Account account, Page page) {
        page.navigate("/login");
        page.locator("[name=login]").fill(account.login());
        page.locator("[name=password]").fill(account.password());
        submit(page);
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
