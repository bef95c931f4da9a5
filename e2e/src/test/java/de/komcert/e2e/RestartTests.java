package de.komcert.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** However a Lagezentrum ends, nothing of it stays behind that hinders the next start, and the next start has it all. */
class RestartTests {

    @TempDir
    Path folder;

    private Path data;

    /** Below the folder, so that the key beside it goes with it. */
    @BeforeEach
    void choosePlace() {
        data = folder.resolve("daten");
    }

    @Test
    void secondStartFindsWhatTheFirstLeft() throws Exception {
        DemoAccounts left;
        try (var demo = RunningDemo.start(data)) {
            left = demo.accounts();
        }
        try (var demo = RunningDemo.start(data)) {
            assertThat(demo.accounts().accounts())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("codes") // new at each start
                    .isEqualTo(left.accounts());
            assertSignInWorks(demo, left);
        }
    }

    @Test
    void ctrlCStopsTheServerAndItsDatabase() throws Exception {
        try (var demo = RunningDemo.start(data)) {
            assertThat(demo.databaseProcesses())
                    .as("database processes while it runs")
                    .isNotEmpty();
            demo.interrupt();
            assertThat(demo.databaseProcesses())
                    .as("database processes after Ctrl-C")
                    .isEmpty();
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        DemoAccounts left;
        try (var demo = RunningDemo.start(data)) {
            left = demo.accounts();
            demo.kill();
            try (var next = RunningDemo.start(data)) {
                assertSignInWorks(next, left);
            }
        }
    }

    @Test
    void aDemoThatWasKilledWhileFillingBeginsAnew() throws Exception {
        var unfinished = data.resolve("postgres").resolve("unfinished");
        try (var demo = RunningDemo.begin("demo", data)) {
            for (int i = 0; i < 30_000 && !Files.exists(unfinished); i++) {
                Thread.sleep(10);
            }
            demo.kill();
            assertThat(unfinished).as("it was killed while it was filling").exists();
            assertThat(data.resolve("demo.json")).doesNotExist();
            try (var next = RunningDemo.start(data)) {
                assertThat(unfinished).doesNotExist();
                assertSignInWorks(next, next.accounts());
            }
        }
    }

    private static void assertSignInWorks(RunningDemo demo, DemoAccounts accounts) {
        try (var chromium = new Chromium(demo.address());
                var page = chromium.of(accounts.as("ANALYST"))) {
            assertThat(page.navigate("/").status()).isEqualTo(200);
            assertThat(page.url()).doesNotContain("/login");
        }
    }
}
