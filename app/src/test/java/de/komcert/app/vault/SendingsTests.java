package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.vault.Sendings.Taken;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The pieces of a sending make the file that was announced, whoever brings them and in whatever turn. */
class SendingsTests extends SendingsCase {

    @Test
    void whoeverComesLaterTakesTheTurnAndTheFileIsOneOfThem() throws Exception {
        var content = content(40 * STEP);
        var sending = begin(content.length);
        var half = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at == content.length ? -1 : content[at++] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (at == 20 * STEP) {
                    half.countDown();
                    await(goOn);
                }
                int count = Math.min(length, STEP - at % STEP);
                System.arraycopy(content, at, into, offset, count);
                at += count;
                return count;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> take(sending, 0, slow));
            half.await();
            assertThat(at(sending)).isEqualTo(20 * STEP);
            assertThat(take(sending, 20 * STEP, piece(content, 20 * STEP, 10 * STEP)))
                    .isEqualTo(new Taken.Part<>(30 * STEP));
            goOn.countDown();
            assertThat(first.get()).isEqualTo(new Taken.Elsewhere<>(30 * STEP));
        }
        assertThat(read(whole(take(sending, 30 * STEP, piece(content, 30 * STEP, 10 * STEP)))))
                .isEqualTo(content);
    }

    @Test
    void manyAtOnceMakeOneFile() throws Exception {
        var content = content(60 * STEP + 5);
        var sending = begin(content.length);
        Callable<StoredFile> sender = () -> {
            while (true) {
                try {
                    long from = at(sending);
                    if (take(sending, from, piece(content, (int) from, 5 * STEP + 5))
                            instanceof Taken.Whole<StoredFile>(var file)) {
                        return file;
                    }
                } catch (NotHere _) {
                    return null; // it has come, by another
                }
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = threads.invokeAll(List.of(sender, sender, sender, sender));
            var made = new TreeSet<String>();
            for (var one : senders) {
                if (one.get() != null) {
                    made.add(one.get().id().toString());
                }
            }
            assertThat(made).containsExactly(sending.id().toString());
        }
        var file = as(member, () -> vault.find(sending.id()));
        assertThat(read(file)).isEqualTo(content);
        assertThat(names()).containsExactly(sending.id().toString());
    }

    @Test
    void aPieceForAnotherPlaceIsNotTaken() throws IOException {
        var content = content(4 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP));
        for (long wrong :
                new long[] {0, 1, STEP - 1, STEP + 1, 2 * STEP, 4 * STEP, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(take(sending, wrong, new ByteArrayInputStream(content)))
                    .as("from %d", wrong)
                    .isEqualTo(new Taken.Elsewhere<>(STEP));
        }
        assertThat(read(whole(take(sending, STEP, piece(content, STEP, 3 * STEP)))))
                .isEqualTo(content);
    }

    @Test
    void moreThanSaidIsRefusedAtTheEndAndFewerNeverMakeAFile() throws IOException {
        for (int size : new int[] {0, 1, STEP, 2 * STEP + 7}) {
            var content = content(size + 1);
            var sending = begin(size);
            assertThatThrownBy(() -> take(sending, 0, new ByteArrayInputStream(content)))
                    .as("%d and one", size)
                    .isInstanceOf(TooLarge.class);
            long arrived = at(sending);
            assertThat(arrived).isEqualTo(size == 0 ? 0 : (size - 1) / STEP * STEP);
            if (size > 0) {
                assertThat(take(sending, arrived, piece(content, (int) arrived, size - (int) arrived - 1)))
                        .as("one fewer than %d", size)
                        .isEqualTo(new Taken.Part<>(arrived));
            }
            var file = whole(take(sending, arrived, piece(content, (int) arrived, size - (int) arrived)));
            assertThat(read(file)).isEqualTo(Arrays.copyOf(content, size));
        }
    }

    @Test
    void whatCannotBeRecordedStaysAndComesWithAnEmptyPiece() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        assertThatThrownBy(() -> as(
                        member,
                        () -> sendings.take(sending.id(), 0, new ByteArrayInputStream(content), WEEK, _ -> {
                            throw new IllegalArgumentException("not recorded");
                        })))
                .hasMessage("not recorded");
        assertThat(names()).containsExactly(sending.id() + ".sending");
        assertThat(at(sending)).isEqualTo(content.length);
        restart();
        assertThat(at(sending)).isEqualTo(content.length);
        assertThat(take(sending, 2 * STEP, piece(content, 2 * STEP, STEP)))
                .isEqualTo(new Taken.Elsewhere<>(content.length));
        assertThat(read(whole(take(sending, content.length, InputStream.nullInputStream()))))
                .isEqualTo(content);
    }

    @Test
    void eachBlockOfWhatHasComeHasItsHash() throws IOException {
        var content = content(Sendings.BLOCK + 3 * STEP + 9);
        var sending = begin(content.length);
        assertThat(as(member, () -> sendings.block(sending, 0))).isEmpty();
        take(sending, 0, piece(content, 0, Sendings.BLOCK + 2 * STEP));
        for (var from : new int[] {0, STEP, Sendings.BLOCK, Sendings.BLOCK + STEP}) {
            int end = Math.min(from + Sendings.BLOCK, Sendings.BLOCK + 2 * STEP);
            var hash = Sha256.of(Sha256.digest().digest(Arrays.copyOfRange(content, from, end)));
            assertThat(as(member, () -> sendings.block(sending, from)))
                    .as("from %d", from)
                    .contains(new Sendings.Block(end - from, hash));
        }
        for (long from :
                new long[] {-STEP, 1, Sendings.BLOCK + 2 * STEP, Sendings.BLOCK + 3 * STEP, Long.MAX_VALUE - STEP}) {
            assertThat(as(member, () -> sendings.block(sending, from)))
                    .as("from %d", from)
                    .isEmpty();
        }
    }

    @Test
    void noPlaceInTenGigabytesOverflows() {
        long size = 10L * 1024 * 1024 * 1024 + 5;
        var sending = new Sending(
                FileId.random(),
                CompartmentId.random(),
                member.person(),
                size,
                Clock.systemUTC().instant());
        long count = Segments.count(size);
        assertThat(count).isEqualTo(163_841);
        assertThat(Segments.length(count - 1, size)).isEqualTo(5);
        assertThat(Segments.length(count - 2, size)).isEqualTo(STEP);
        assertThat(Segments.place(count - 1) + 5 + Segments.TAG).isEqualTo(Segments.sealedSize(size));
        for (long whole : new long[] {0, 1, 32_767, 32_768, 65_535, 65_536, count - 1}) {
            assertThat(sending.within(whole)).isEqualTo(whole * STEP);
            assertThat(SentPart.whole(Segments.place(whole), size)).isEqualTo(whole);
            assertThat(SentPart.whole(Segments.place(whole) + Segments.TAG, size))
                    .isEqualTo(whole);
        }
        assertThat(sending.within(count)).isEqualTo(size);
        assertThat(SentPart.whole(Segments.sealedSize(size), size)).isEqualTo(count);
        assertThat(SentPart.whole(0, size)).isZero();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
