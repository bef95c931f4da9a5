package de.komcert.traces.census;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds stretches without entries in logs that otherwise speak. From one day with entries to the next it takes a usual
 * while: nine of ten times no longer. A log is silent where it takes at least three times as long. That is said only of
 * logs that have entries on ten days and usually some every week; where the whole host was silent, of none of its logs;
 * and never of logs of which records were copied, since nobody knows what was left out.
 */
final class Silence {

    private static final long FEWEST_DAYS = 10;
    private static final long RAREST = 7;
    private static final int TIMES_AS_LONG = 3;

    private Silence() {}

    static void in(Collection<Strand> strands, List<Gap> into) {
        record Log(String host, String channel) {}
        var copied = strands.stream()
                .filter(strand -> strand.key.numbers() == Strand.Numbers.COPIED)
                .map(strand -> new Log(strand.key.host(), strand.key.channel()))
                .collect(Collectors.toSet());
        var byHost = strands.stream()
                .filter(strand -> strand.key.numbers() == Strand.Numbers.DAYS)
                .filter(strand -> !copied.contains(new Log(strand.key.host(), strand.key.channel())))
                .collect(Collectors.groupingBy(strand -> strand.key.host(), TreeMap::new, Collectors.toList()));
        byHost.forEach((host, logs) -> {
            var all = new Stretches(false);
            logs.forEach(log -> all.addCopy(log.stretches));
            var ofHost = silences(host, "", all);
            into.addAll(ofHost);
            for (var log : logs) {
                silences(host, log.key.channel(), log.stretches).stream()
                        .filter(silence -> ofHost.stream()
                                .noneMatch(whole -> silence.from() <= whole.from() && silence.to() >= whole.to()))
                        .forEach(into::add);
            }
        });
    }

    private static List<Gap> silences(String host, String channel, Stretches days) {
        var all = List.copyOf(days.all());
        long count = all.stream().mapToLong(one -> one.to - one.from + 1).sum();
        if (count < FEWEST_DAYS) {
            return List.of();
        }
        long typical = typical(all, count - 1);
        if (typical > RAREST) {
            return List.of();
        }
        var found = new ArrayList<Gap>();
        for (int i = 1; i < all.size(); i++) {
            var before = all.get(i - 1);
            var behind = all.get(i);
            if (behind.from - before.to >= TIMES_AS_LONG * typical) {
                var said = new TreeMap<String, String>();
                said.put("typical", Long.toString(typical));
                found.add(new Gap(
                        Gap.Kind.SILENCE,
                        host,
                        channel,
                        before.last.time,
                        behind.first.time,
                        0,
                        0,
                        List.of(before.last.place(), behind.first.place()),
                        said));
            }
        }
        return found;
    }

    /** The ninth of ten steps from one day with entries to the next, from the shortest to the longest. */
    private static long typical(List<Stretches.Stretch> days, long steps) {
        var longer = new ArrayList<Long>();
        for (int i = 1; i < days.size(); i++) {
            longer.add(days.get(i).from - days.get(i - 1).to);
        }
        longer.sort(null);
        long place = (steps * 9 + 9) / 10;
        long single = steps - longer.size();
        return place <= single ? 1 : longer.get((int) (place - single - 1));
    }
}
