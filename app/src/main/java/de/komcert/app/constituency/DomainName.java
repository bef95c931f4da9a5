package de.komcert.app.constituency;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A domain name of at least two labels, in lower case and in its ASCII form. */
public record DomainName(String value) {

    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

    public DomainName {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a domain name");
        }
    }

    /** Reads a domain name; umlauts become their ASCII form, a final dot goes. */
    public static Optional<DomainName> parse(String text) {
        try {
            var name = IDN.toASCII(text.strip().toLowerCase(Locale.ROOT));
            return Optional.of(new DomainName(name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
