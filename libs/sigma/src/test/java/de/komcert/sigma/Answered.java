package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What a detector says of an event, by the titles of the rules.
 *
 * @param matching in their order
 * @param undecided in their order
 */
record Answered(List<String> matching, List<String> undecided) {

    static Answered by(Scan scan, Event event) {
        return new Answered(titles(scan.detect(event)), titles(scan.undecided()));
    }

    static List<String> titles(List<Rule.Detection> rules) {
        return rules.stream().map(Object::toString).toList();
    }

    /** What it says of each event, asked by several threads, each of which takes its share in an order of its own. */
    static List<Answered> by(int threads, Detector detector, List<Event> events) throws Exception {
        var answers = Collections.synchronizedList(
                new ArrayList<>(Collections.nCopies(events.size(), new Answered(List.of(), List.of()))));
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int thread = 0; thread < threads; thread++) {
                int share = thread;
                tasks.add(() -> {
                    var scan = detector.scan();
                    var numbers = new ArrayList<>(IntStream.range(0, events.size())
                            .filter(i -> i % threads == share)
                            .boxed()
                            .toList());
                    Collections.shuffle(numbers, new Random(threads));
                    numbers.forEach(number -> answers.set(number, by(scan, events.get(number))));
                    return null;
                });
            }
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
        return answers;
    }
}
