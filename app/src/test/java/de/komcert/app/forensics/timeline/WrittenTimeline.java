package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.logs.Stop;

/** Writes timelines of given events. */
final class WrittenTimeline {

    private WrittenTimeline() {}

    static byte[] bytes(Path folder, List<Sorting.Line> lines, Masking masking) throws IOException {
        try (var spool = new EventSpool(folder.resolve("work"))) {
            spool.add(new EventBlock(lines, 0));
            try (var content = spool.content(masking, Stop.NEVER)) {
                return content.readAllBytes();
            }
        }
    }

    static SeekableByteChannel channel(Path folder, byte[] bytes) throws IOException {
        return FileChannel.open(Files.write(folder.resolve("timeline"), bytes));
    }

    /** As {@link EventLines} makes it. */
    static Sorting.Line line(long ticks, String host, String text) {
        return line(ticks, List.of("sshd", "", "", host), "auth.log", text);
    }

    /** @param origins channel, provider, event id and host */
    static Sorting.Line line(long ticks, List<String> origins, String file, String text) {
        var packing = new Packing();
        origins.forEach(packing::text);
        packing.text("syslog:line");
        packing.text(file);
        packing.number(ticks);
        packing.one(0);
        packing.text("");
        packing.text(text);
        return new Sorting.Line(ticks, packing.take());
    }
}
