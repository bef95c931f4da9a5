package de.komcert.app.forensics.finding;

import de.komcert.app.forensics.name.Readable;

/**
 * A field of a finding's event, with signs in place of names.
 *
 * @param reason whether it made the rule match
 */
public record FindingField(String name, String value, boolean reason) {

    FindingField read(Readable names) {
        return new FindingField(names.text(name), names.text(value), reason);
    }
}
