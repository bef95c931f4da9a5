package de.komcert.cli;

/** The command cannot be carried out; the message says what to do instead. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String sentence;

    Refused(Exit exit, String message) {
        super(message);
        this.exit = exit;
        this.sentence = message;
    }

    String sentence() {
        return sentence;
    }

    Exit exit() {
        return exit;
    }
}
