package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PostmasterPidTests {

    @TempDir
    Path cluster;

    @Test
    void readsARunningServer() throws IOException {
        write("4711\n/daten/cluster\n1795527598\n54999\n\n127.0.0.1\n  9995385         4\nready   \n");

        assertThat(PostmasterPid.read(cluster)).contains(new PostmasterPid(4711, 54999, true));
    }

    @Test
    void readsAServerThatIsStillStarting() throws IOException {
        write("4711\n/daten/cluster\n1795527598\n54999\n\n");

        assertThat(PostmasterPid.read(cluster)).contains(new PostmasterPid(4711, 54999, false));
    }

    @Test
    void takesAnythingElseForNoProcess() throws IOException {
        write("");
        assertThat(PostmasterPid.read(cluster)).contains(new PostmasterPid(0, 0, false));

        write("-12 mist \u00e4\n");
        assertThat(PostmasterPid.read(cluster)).contains(new PostmasterPid(0, 0, false));
    }

    @Test
    void findsNoServerWithoutTheFile() throws IOException {
        assertThat(PostmasterPid.read(cluster)).isEmpty();
    }

    private void write(String content) throws IOException {
        Files.writeString(PostmasterPid.file(cluster), content);
    }
}
