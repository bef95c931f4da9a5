package de.komcert.evtx;

import tools.jackson.databind.ObjectMapper;

/** Whether another's parser takes what we wrote. */
final class WellFormed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WellFormed() {}

    static void json(String text) {
        JSON.readTree(text);
    }
}
