package de.komcert.app.shared;

/**
 * The Traffic Light Protocol 2.0: with whom something may be shared, from nobody else to everybody.
 *
 * <p>Declared from the narrowest to the widest circle, so that {@code compareTo} tells which of two is stricter.
 *
 * @see <a href="https://www.first.org/tlp/">FIRST, Traffic Light Protocol 2.0</a>
 */
public enum Tlp {
    RED("TLP:RED"),
    AMBER_STRICT("TLP:AMBER+STRICT"),
    AMBER("TLP:AMBER"),
    GREEN("TLP:GREEN"),
    CLEAR("TLP:CLEAR");

    private final String label;

    Tlp(String label) {
        this.label = label;
    }

    /** The label as the standard writes it, such as {@code TLP:AMBER+STRICT}. */
    public String label() {
        return label;
    }

    /** The stricter of the two: what is put together from both may go no further than this. */
    public Tlp join(Tlp other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
