package de.komcert.app.identity.web;

import java.util.UUID;

import de.komcert.app.access.PersonId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads a person from an address. */
@Component
class PersonIds implements Converter<String, PersonId> {

    @Override
    public PersonId convert(String text) {
        return new PersonId(UUID.fromString(text));
    }
}
