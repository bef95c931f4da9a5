package de.komcert.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LanesTests {

    @Test
    void whatManyThreadsFindComesInTheOrderOfTheParts() throws Exception {
        var taken = Collections.synchronizedList(new ArrayList<Integer>());
        var lanes = new Lanes<Integer>(taken::add, item -> 1, 10, 6);
        var next = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int part = next.getAndIncrement(); part < 500; part = next.getAndIncrement()) {
                        try (var lane = lanes.open(part)) {
                            for (int item = 0; item < part % 37; item++) {
                                lane.put(part * 100 + item);
                            }
                        }
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        var expected = new ArrayList<Integer>();
        for (int part = 0; part < 500; part++) {
            for (int item = 0; item < part % 37; item++) {
                expected.add(part * 100 + item);
            }
        }
        assertThat(taken).isEqualTo(expected);
    }

    @Test
    void aSinkThatFailsWakesWhoeverWaits() throws Exception {
        var lanes = new Lanes<String>(
                item -> {
                    throw new IOException("full");
                },
                item -> 1,
                1,
                8);
        var second = lanes.open(1);
        var failures = Collections.synchronizedList(new ArrayList<String>());
        var waiting = Thread.ofPlatform().start(() -> {
            try {
                second.put("b");
            } catch (IOException e) {
                failures.add(e.getMessage());
            }
        });
        try (var first = lanes.open(0)) {
            first.put("a");
        } catch (IOException e) {
            failures.add(e.getMessage());
        }
        waiting.join();

        assertThat(failures).isEqualTo(List.of("full", "full"));
    }
}
