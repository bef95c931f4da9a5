package de.komcert.app.incident.report;

import java.util.UUID;

import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;

/**
 * What is written down while somebody is on the phone. Nothing of it is mandatory.
 *
 * @param callBack a number outside the caller's own network, which may be the one that failed
 * @param einrichtung as the caller said it
 * @param einrichtungId the Einrichtung it was recognised as, or null
 * @param words what happened, in the caller's words
 * @param calledBack whether we called back on the registered number and so know who it is; null before anybody said
 */
public record Call(
        String callBack,
        String caller,
        String einrichtung,
        @Nullable UUID einrichtungId,
        String words,
        @Nullable Boolean calledBack) {

    public static final Call EMPTY = new Call("", "", "", null, "", null);

    public Call {
        callBack = Typed.line(callBack);
        caller = Typed.line(caller);
        einrichtung = Typed.line(einrichtung);
        words = Typed.text(words);
    }

    public boolean empty() {
        return callBack.isBlank() && caller.isBlank() && einrichtung.isBlank() && words.isBlank();
    }
}
