package de.komcert.app.incident.web;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import de.komcert.app.access.Presence;
import de.komcert.app.incident.web.Listening.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListeningTests {

    @Test
    void oneThatHangsAndOneThatFailsKeepNobodyFromHearing() throws Exception {
        var listening = new Listening<String>();
        Presence hangs = Optional::empty;
        Presence fails = Optional::empty;
        Presence hears = Optional::empty;
        for (var presence : new Presence[] {hangs, fails, hears}) {
            listening.open("room", presence);
        }
        var never = new CountDownLatch(1);
        var heard = new CountDownLatch(1);

        listening.tell("room", presence -> {
            if (presence == hangs) {
                await(never);
            } else if (presence == fails) {
                throw new IllegalStateException("as where a session has ended");
            } else {
                heard.countDown();
            }
            return Said.CHANGED;
        });

        assertThat(heard.await(1, TimeUnit.MINUTES)).isTrue();
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
