package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

import de.komcert.app.forensics.timeline.StoredBlock.Word;
import org.jspecify.annotations.Nullable;

/**
 * Tells by their stored bytes which events a filter may want, so that no others are read. All that are wanted pass, and hardly
 * any other.
 */
final class Sieve {

    /** Going through bytes in search of a text costs so much less than unsealing them. */
    private static final int CHEAPER = 4;

    /** Words in which a text that is sought may stand; the kind of a log is not searched. */
    private static final List<Word> SEARCHED =
            List.of(Word.HOST, Word.CHANNEL, Word.PROVIDER, Word.EVENT_ID, Word.FILE);

    /** The number in place of a word that stands in no dictionary. */
    private static final int WRITTEN_OUT = 0;

    private final List<Demand> demands = new ArrayList<>();

    /**
     * What an event has to fulfil: that it holds a text anywhere, or that one of some words fits.
     *
     * @param known numbers of the words that fit
     */
    private record Demand(@Nullable Sought text, BitSet known, List<Word> words) {

        boolean isFulfilledByWords(StoredBlock block, int place) throws IOException {
            for (var word : words) {
                if (known.get(block.number(place, word))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * What passed of a block.
     *
     * @param places of the events in it
     * @param cost of finding them, as if so many bytes had been unsealed
     */
    record Sifted(BitSet places, long cost) {}

    /** @param dictionary of the timeline */
    Sieve(EventFilter filter, List<String> dictionary) {
        var small =
                filter.narrows() ? dictionary.stream().map(EventFilter::small).toList() : List.<String>of();
        for (var word : filter.words().stream().distinct().toList()) {
            demands.add(new Demand(new Sought(word), known(small, text -> text.contains(word)), SEARCHED));
        }
        if (!filter.eventId().isEmpty()) {
            demand(known(dictionary, filter.eventId()::equals), Word.EVENT_ID);
        }
        if (!filter.host().isEmpty()) {
            demand(known(small, text -> text.contains(filter.host())), Word.HOST);
        }
        if (!filter.channel().isEmpty()) {
            demand(known(small, text -> text.contains(filter.channel())), Word.CHANNEL, Word.PROVIDER);
        }
    }

    private void demand(BitSet known, Word... words) {
        known.set(WRITTEN_OUT); // whether that fits shows when the event is read
        demands.add(new Demand(null, known, List.of(words)));
    }

    private static BitSet known(List<String> dictionary, Predicate<String> fits) {
        var known = new BitSet(dictionary.size() + 1);
        for (int i = 0; i < dictionary.size(); i++) {
            known.set(i + 1, fits.test(dictionary.get(i)));
        }
        return known;
    }

    Sifted of(StoredBlock block) throws IOException {
        var places = new BitSet(block.size());
        places.set(0, block.size());
        long cost = 0;
        var folded = "";
        for (var demand : demands) {
            var fulfilling = new BitSet(block.size());
            if (demand.text() != null && !places.isEmpty()) {
                folded = folded.isEmpty() ? block.folded() : folded;
                fulfilling = demand.text().in(folded, block.starts());
                cost += (long) folded.length() * demand.text().passes() / CHEAPER;
            }
            addKnown(block, demand, places, fulfilling);
            places.and(fulfilling);
        }
        return new Sifted(places, cost);
    }

    private static void addKnown(StoredBlock block, Demand demand, BitSet among, BitSet fulfilling) throws IOException {
        if (!demand.known().isEmpty()) {
            for (int place = among.nextSetBit(0); place >= 0; place = among.nextSetBit(place + 1)) {
                if (!fulfilling.get(place) && demand.isFulfilledByWords(block, place)) {
                    fulfilling.set(place);
                }
            }
        }
    }
}
