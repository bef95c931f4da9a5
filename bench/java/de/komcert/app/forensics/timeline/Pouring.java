package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Stop;

/** What an analysis does with its events at the end, without a vault. */
public final class Pouring {

    private Pouring() {}

    public static EventSpool spool(Path folder) {
        return new EventSpool(folder);
    }

    /** The bytes of the timeline. */
    public static long bytes(EventSpool events, Masking masking) throws IOException {
        try (var content = events.content(masking, Stop.NEVER)) {
            return content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
