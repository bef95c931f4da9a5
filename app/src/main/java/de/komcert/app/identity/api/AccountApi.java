package de.komcert.app.identity.api;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.web.NotHere;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The accounts, but for what prints a secret: creating one, a new password, a new second factor are done on the pages. */
@RestController
@RequestMapping("/api/v1/konten")
@Tag(name = "Konten", description = "The accounts, for the Verwaltung. What shows a secret is done on the pages only.")
class AccountApi {

    private final People people;

    AccountApi(People people) {
        this.people = people;
    }

    /**
     * An account.
     *
     * @param login the name it signs in with
     * @param locked whether nobody can sign in with it
     */
    record AccountBody(UUID id, String login, String name, Role role, boolean locked) {

        static AccountBody of(Person person) {
            return new AccountBody(person.id().value(), person.login(), person.name(), person.role(), person.locked());
        }
    }

    record RoleSent(@NotNull @Nullable Role role) {}

    /** All accounts, by name. */
    @GetMapping
    @Requires(Permission.MANAGE_ACCOUNTS)
    List<AccountBody> list() {
        return people.all().stream().map(AccountBody::of).toList();
    }

    /** One account. */
    @GetMapping("/{id}")
    @Requires(Permission.MANAGE_ACCOUNTS)
    AccountBody one(@PathVariable UUID id) {
        return people.find(new PersonId(id)).map(AccountBody::of).orElseThrow(NotHere::new);
    }

    /** Ends the sessions and tokens of an account, and lets nobody sign in with it. */
    @PostMapping("/{id}/sperren")
    @Requires(Permission.MANAGE_ACCOUNTS)
    AccountBody lock(@PathVariable UUID id) {
        people.lock(new PersonId(id));
        return one(id);
    }

    /** Lets an account sign in again. */
    @PostMapping("/{id}/entsperren")
    @Requires(Permission.MANAGE_ACCOUNTS)
    AccountBody unlock(@PathVariable UUID id) {
        people.unlock(new PersonId(id));
        return one(id);
    }

    /** Gives an account another role. */
    @PutMapping("/{id}/rolle")
    @Requires(Permission.MANAGE_ACCOUNTS)
    AccountBody changeRole(@PathVariable UUID id, @Valid @RequestBody RoleSent sent) {
        people.changeRole(new PersonId(id), Objects.requireNonNull(sent.role()));
        return one(id);
    }
}
