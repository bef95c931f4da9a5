package de.komcert.app.access;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Whoever acts: a person, or the program itself in a named job. Row-level security decides by {@link #id()}. */
public sealed interface Actor {

    UUID id();

    /** The name as others read it in journals and on pages. */
    String name();

    Set<Permission> permissions();

    default boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** A person, signed in or acting through a service token of theirs. */
    record Person(PersonId person, String name, Role role, Set<Permission> permissions) implements Actor {

        public Person {
            permissions = Set.copyOf(permissions);
        }

        /** A person with everything their role allows. */
        public Person(PersonId person, String name, Role role) {
            this(person, name, role, role.permissions());
        }

        @Override
        public UUID id() {
            return person.value();
        }
    }

    /**
     * The program itself. A job sees the compartment it is given and no other, so most see none.
     *
     * @param compartment the one it visits, or null
     */
    record Job(String name, @Nullable CompartmentId compartment) implements Actor {

        /** A job that visits no compartment. */
        public Job(String name) {
            this(name, null);
        }

        /** The same job on a visit. */
        public Job in(CompartmentId visited) {
            return new Job(name, visited);
        }

        @Override
        public UUID id() {
            return UUID.nameUUIDFromBytes(("komcert-job:" + name).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }
    }
}
