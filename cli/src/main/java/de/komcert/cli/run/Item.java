package de.komcert.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import de.komcert.logs.Match;
import de.komcert.logs.Parts;
import de.komcert.logs.Sorting;
import de.komcert.logs.Trouble;
import de.komcert.logs.Weighed;

/** What reading a part of the input brings, in the order in which it stands there. */
public sealed interface Item extends Weighed {

    /** Takes items in their order. */
    interface Sink {
        void accept(Item item) throws IOException;

        /**
         * The same for those who read.
         *
         * @param of makes an item of what they find
         */
        default <T> Parts.Sink<T> of(Function<T, Item> of) {
            var items = this;
            return new Parts.Sink<>() {
                @Override
                public void put(T found) throws IOException {
                    items.accept(of.apply(found));
                }

                @Override
                public void wrong(Trouble trouble) throws IOException {
                    items.accept(new Wrong(trouble));
                }

                @Override
                public void read(long entries, long bytes, boolean ends) throws IOException {
                    items.accept(new Read(entries, bytes, ends));
                }
            };
        }
    }

    /** Finished lines of the result. */
    record Lines(byte[] bytes) implements Item {
        @Override
        public int weight() {
            return bytes.length;
        }
    }

    /** Finished lines that have yet to be sorted, each with its time. */
    record Timed(List<Sorting.Line> lines, int bytes) implements Item {
        @Override
        public int weight() {
            return bytes;
        }
    }

    /** Something that is not as it should be. */
    record Wrong(Trouble trouble) implements Item {}

    /** What holding entries against rules has brought. */
    record Matched(Match match) implements Item {
        @Override
        public int weight() {
            return match.weight();
        }
    }

    /**
     * Some of a part was read.
     *
     * @param ends whether the part is read to its end
     */
    record Read(long entries, long bytes, boolean ends) implements Item {}
}
