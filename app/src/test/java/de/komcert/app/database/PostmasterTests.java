package de.komcert.app.database;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class PostmasterTests {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatNobodyAskedForItsExitCodeIsNotAlive() throws Exception {
        // The shell becomes a program that never collects the child it had.
        var parent = new ProcessBuilder("sh", "-c", "sleep 600 & exec sleep 600").start();
        try {
            var child = onlyChild(parent.toHandle());
            var postmaster = new Postmaster(child, programs());
            assertThat(postmaster.isAlive()).isTrue();

            child.destroyForcibly();
            postmaster.stop();

            assertThat(child.isAlive()).isTrue();
            assertThat(postmaster.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static ProcessHandle onlyChild(ProcessHandle parent) throws InterruptedException {
        while (parent.children().findAny().isEmpty()
                || parent.info()
                        .command()
                        .filter(command -> command.endsWith("sleep"))
                        .isEmpty()) {
            Thread.sleep(10);
        }
        return parent.children().findAny().orElseThrow();
    }

    private static Programs programs() throws IOException {
        var binaries = BinariesArchive.forThisMachine().unpackBelow(TestPostgres.BINARIES);
        return Programs.choose(binaries, binaries.getParent(), List.of(new Account.Ourselves()));
    }
}
