package de.komcert.app.vault;

import java.io.IOException;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A file is recorded, and a piece acknowledged, only when its bytes and its name are on the disk. */
class ForcedToDiskTests extends SendingsCase {

    @Test
    void fileAndFolderAreOnTheDiskBeforeTheFileIsRecorded() throws IOException {
        var ids = new ArrayList<FileId>();
        var events = ForcedToDisk.during(
                folder(),
                () -> as(
                        member,
                        () -> vault.store(compartment, piece(content(100_000), 0, 100_000), Long.MAX_VALUE, stored -> {
                            ForcedToDisk.mark("recorded");
                            return ids.add(stored.id());
                        })));
        var path = folder().toAbsolutePath().toString();
        assertThat(events).containsExactly(path, path + "/" + ids.getFirst() + ".partial", path, "recorded");
    }

    @Test
    void whatIsAcknowledgedWasForcedToTheDiskBefore() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        var events = ForcedToDisk.during(folder(), () -> {
            take(sending, 0, piece(content, 0, STEP));
            ForcedToDisk.mark("acknowledged");
            take(sending, STEP, piece(content, STEP, STEP));
            ForcedToDisk.mark("acknowledged");
            as(
                    member,
                    () -> sendings.take(sending.id(), 2 * STEP, piece(content, 2 * STEP, STEP), WEEK, file -> {
                        ForcedToDisk.mark("recorded");
                        return file;
                    }));
        });
        var path = folder().toAbsolutePath().toString();
        assertThat(events)
                .extracting(told ->
                        told.replace(path, "").replace("/" + sending.id(), "").replace(".partial", "file"))
                .containsExactly(
                        "file", "", "file", "acknowledged", "file", "acknowledged", "file", "", "", "recorded");
    }
}
