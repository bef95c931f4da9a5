package de.komcert.app.incident.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something wrong in a playbook file.
 *
 * @param line from 1
 * @param key the message that says what is wrong and what to do
 */
public record Problem(String file, int line, String key, List<String> arguments) {

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** File and line, then the message's own arguments. */
    public Object[] messageArguments() {
        return Stream.concat(Stream.of(file, String.valueOf(line)), arguments.stream())
                .toArray();
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + key + " " + arguments;
    }
}
