package de.komcert.sigma;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;

/** What all rules of SigmaHQ hold in memory, their lists filled: as they are read, and compiled for every kind of event. */
public final class Held {

    private static final double MEGABYTE = 1e6;

    private Held() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long nothing = used();
        var set = RuleSet.read(SigmaHq.sources());
        var lists = new HashMap<String, List<String>>();
        for (var rule : set.detections()) {
            rule.placeholders().forEach(name -> lists.put(name, List.of("anna", "bert", "srv-dc-01")));
        }
        var detector = Detector.of(set.detections(), Pipeline.standard()).with(new Placeholders(lists));
        long read = used();
        var routes = Compiling.routes(detector);
        detector.parts().forEach(part -> routes.forEach(part::group));
        long compiled = used();
        System.out.printf(
                "%,d rules, %d waiting, %d routes: read %.0f MB, compiled %.0f MB%n",
                set.rules().size(),
                detector.waiting().size(),
                routes.size(),
                (read - nothing) / MEGABYTE,
                (compiled - read) / MEGABYTE);
    }

    /** Bytes that are still reachable. */
    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
