package de.komcert.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartsTests {

    private static final ScopedValue<String> ON_BEHALF_OF = ScopedValue.newInstance();

    /** Three lines as {@code xz -9} packs them, which takes 64 MiB to unpack. */
    private static final String PACKED =
            "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AAXABJdAD2IiCI3KKQYjqOvIYNfFXOgAAAAAI+zb6Y+D65SAAEuGFEk7TgftvN9AQAAAAAEWVo=";

    private record Line(String file, long record) implements Weighed {}

    private static final class Numbers implements Parts.Work<Line> {
        @Override
        public void entry(String file, Entry entry, Parts.Out<Line> out) throws IOException {
            out.put(new Line(file, entry.record()));
        }
    }

    /** Notes what it gets. */
    private static class Notes implements Parts.Sink<Line> {
        final List<Line> lines = new ArrayList<>();
        final List<Trouble> troubles = new ArrayList<>();
        long entries;
        long bytes;
        int ended;

        @Override
        public void put(Line found) throws IOException {
            lines.add(found);
        }

        @Override
        public void wrong(Trouble trouble) {
            troubles.add(trouble);
        }

        @Override
        public void read(long read, long bytesRead, boolean ends) {
            entries += read;
            bytes += bytesRead;
            ended += ends ? 1 : 0;
        }
    }

    private static final Set<Thread> MADE = ConcurrentHashMap.newKeySet();

    private static Threads threads(int count) {
        return Threads.of(count).by(task -> {
            var thread = Thread.ofPlatform().unstarted(task);
            MADE.add(thread);
            return thread;
        });
    }

    private static void read(Threads threads, List<Part> parts, Parts.Sink<Line> sink) throws IOException {
        new Parts<Line>(Pipeline.standard(), Clocks.UTC, threads).read(parts, Numbers::new, sink);
    }

    private static List<Part> parts(int files, int lines) {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < files; i++) {
            inputs.add(new Input(
                    "%03d.jsonl".formatted(i),
                    Memory.text("{\"a\":1}\n".repeat(lines + i % 7)),
                    Format.JSON_LINES,
                    ""));
        }
        return Part.of(inputs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whatIsFoundComesInTheOrderOfTheInputs(int count) throws IOException {
        var parts = parts(60, 50);
        var notes = new Notes();

        read(threads(count), parts, notes);

        var expected = new ArrayList<Line>();
        for (int i = 0; i < parts.size(); i++) {
            for (int line = 1; line <= 50 + i % 7; line++) {
                expected.add(new Line("%03d.jsonl".formatted(i), line));
            }
        }
        assertThat(notes.lines).isEqualTo(expected);
        assertThat(notes.entries).isEqualTo(expected.size());
        assertThat(notes.bytes).isEqualTo(parts.stream().mapToLong(Part::bytes).sum());
        assertThat(notes.ended).isEqualTo(60);
        assertThat(MADE).noneMatch(Thread::isAlive);
    }

    @Test
    void anInputThatCannotBeReadCostsNoOther() throws IOException {
        var parts = new ArrayList<>(parts(3, 5));
        var broken = Content.of(10, Memory.WRITTEN, "", () -> {
            throw new IOException("Gone");
        });
        parts.set(1, new Part(new Input("broken", broken, Format.JSON_LINES, ""), 0, 1));
        var notes = new Notes();

        read(threads(2), parts, notes);

        assertThat(notes.lines).extracting(Line::file).containsOnly("000.jsonl", "002.jsonl");
        assertThat(notes.troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.file()).isEqualTo("broken");
            assertThat(trouble.problem().kind()).isEqualTo("NOT_OPENED");
        });
        assertThat(notes.ended).isEqualTo(3);
    }

    @Test
    void readingBreaksOffInTheMidstOfAnInputWhenThatIsWanted() {
        var notes = new Notes();

        assertThatThrownBy(() -> read(threads(2).until(() -> !notes.lines.isEmpty()), parts(1, 200_000), notes))
                .isInstanceOf(Stopped.class);

        assertThat(notes.lines.size()).isBetween(1, 2_000);
        assertThat(notes.ended).isZero();
        assertThat(MADE).noneMatch(Thread::isAlive);
    }

    @Test
    void whoeverIsInterruptedWhileWaitingHasTheThreadsBreakOff() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var notes = new Notes() {
            @Override
            public void put(Line found) throws IOException {
                super.put(found);
                begun.countDown();
                try {
                    interrupted.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        var thrown = new AtomicReference<Throwable>();
        var kept = new AtomicReference<Boolean>();
        var caller = Thread.ofPlatform().start(() -> {
            try {
                read(threads(3), parts(40, 100_000), notes);
            } catch (IOException e) {
                thrown.set(e);
            }
            kept.set(Thread.currentThread().isInterrupted());
        });

        begun.await();
        caller.interrupt();
        while (caller.isInterrupted()) {
            Thread.onSpinWait(); // until it has noticed
        }
        interrupted.countDown();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(Stopped.class);
        assertThat(kept.get()).isTrue();
        assertThat(notes.ended).isZero();
        assertThat(MADE).noneMatch(Thread::isAlive);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void whatTheSinkThrowsEndsTheReadingAndReachesTheCaller(int count) {
        for (var reason : List.of(new IOException("Full"), new IllegalStateException("Defect"))) {
            var notes = new Notes() {
                @Override
                public void put(Line found) throws IOException {
                    if (lines.size() == 120) {
                        if (reason instanceof IOException full) {
                            throw full;
                        }
                        throw (RuntimeException) reason;
                    }
                    super.put(found);
                }
            };

            assertThatThrownBy(() -> read(threads(count), parts(30, 50), notes)).isSameAs(reason);
            assertThat(notes.lines).hasSize(120);
            assertThat(notes.troubles).isEmpty();
        }
        assertThat(MADE).noneMatch(Thread::isAlive);
    }

    @Test
    void aDefectOfTheWorkCostsItsPartAndIsSaid() throws IOException {
        var notes = new Notes();
        new Parts<Line>(Pipeline.standard(), Clocks.UTC, threads(2))
                .read(
                        parts(3, 5),
                        () -> (file, entry, out) -> {
                            if (file.startsWith("001") && entry.record() == 3) {
                                throw new IllegalArgumentException("A defect");
                            }
                            out.put(new Line(file, entry.record()));
                        },
                        notes);

        assertThat(notes.lines).hasSize(5 + 2 + 7);
        assertThat(notes.troubles)
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.problem().kind()).isEqualTo("DEFECT"));
        assertThat(notes.ended).isEqualTo(3);
    }

    /** Puts a line only when something is to stand behind it, and one more when a part has ended. */
    private static final class Last implements Parts.Work<Line> {
        private long waits;

        @Override
        public void entry(String file, Entry entry, Parts.Out<Line> out) {
            waits = entry.record();
        }

        @Override
        public void flush(Parts.Out<Line> out) throws IOException {
            out.put(new Line("waited", waits));
        }

        @Override
        public void end(Parts.Out<Line> out) throws IOException {
            flush(out);
            out.put(new Line("ended", waits));
        }
    }

    @Test
    void whatWaitsIsPutBeforeAProblemWhichDoesNotEndThePart() throws IOException {
        var input = new Input("a.jsonl", Memory.text("{\"a\":1}\nno object\n{\"a\":2}\n"), Format.JSON_LINES, "");
        var notes = new Notes() {
            @Override
            public void wrong(Trouble trouble) {
                super.wrong(trouble);
                lines.add(new Line("wrong", 0));
            }
        };

        new Parts<Line>(Pipeline.standard(), Clocks.UTC, threads(1)).read(Part.of(List.of(input)), Last::new, notes);

        assertThat(notes.lines).extracting(Line::file).containsExactly("waited", "wrong", "waited", "ended");
    }

    @Test
    void theThreadsCarryWhatTheirFactoryGivesThem() throws IOException {
        var actors = ConcurrentHashMap.<String>newKeySet();
        var carrying = Threads.of(2)
                .by(task -> Thread.ofPlatform()
                        .unstarted(() ->
                                ScopedValue.where(ON_BEHALF_OF, "m.muster").run(task)));
        var files = new HashSet<String>();
        read(carrying, parts(10, 5), new Notes() {
            @Override
            public void put(Line found) {
                actors.add(ON_BEHALF_OF.orElse("nobody"));
                files.add(found.file());
            }
        });

        assertThat(actors).containsExactly("m.muster");
        assertThat(files).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void onlyOneFileThatTakesMuchMemoryIsUnpackedAtATime(int count) throws IOException {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < 12; i++) {
            var content = new Memory(Base64.getDecoder().decode(PACKED)).content();
            inputs.add(new Input("%02d.jsonl.xz".formatted(i), content, Format.JSON_LINES, ""));
        }
        var unpacking = new AtomicInteger();
        var most = new AtomicInteger();
        var notes = new Notes();

        new Parts<Line>(Pipeline.standard(), Clocks.UTC, threads(count))
                .read(
                        Part.of(inputs),
                        () -> new Parts.Work<>() {
                            @Override
                            public void entry(String file, Entry entry, Parts.Out<Line> out) throws IOException {
                                if (entry.record() == 1) {
                                    most.accumulateAndGet(unpacking.incrementAndGet(), Math::max);
                                }
                                LockSupport.parkNanos(2_000_000); // as long as others need to come here
                                out.put(new Line(file, entry.record()));
                            }

                            @Override
                            public void end(Parts.Out<Line> out) {
                                unpacking.decrementAndGet();
                            }
                        },
                        notes);

        assertThat(notes.troubles).isEmpty();
        assertThat(notes.lines).hasSize(36);
        assertThat(most).hasValue(1);
        assertThat(MADE).noneMatch(Thread::isAlive);
    }
}
