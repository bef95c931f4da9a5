package de.komcert.cli.run;

/** The command cannot be carried out; the message says what to do instead. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String sentence;

    public Refused(Exit exit, String message) {
        super(message);
        this.exit = exit;
        this.sentence = message;
    }

    public String sentence() {
        return sentence;
    }

    public Exit exit() {
        return exit;
    }
}
