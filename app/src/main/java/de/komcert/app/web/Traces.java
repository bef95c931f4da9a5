package de.komcert.app.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stack traces fit for a log: kinds and places of failures, without their messages, which may quote case data. */
final class Traces {

    private static final int FRAMES = 25;

    private Traces() {}

    static String withoutMessages(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "caused by ")
                    .append(cause.getClass().getName());
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining("", "", "\n")));
        }
        return text.toString();
    }
}
