package de.komcert.traces.census;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Finds numbers of records that are missing. A log counts its records one by one and goes on counting when it is cleared,
 * so a hole is something that was there. That a file does not begin with 1 is none: the oldest records are overwritten.
 */
final class MissingRecords {

    private MissingRecords() {}

    /** Holes in the numbers of one file. */
    static void inside(Strand strand, List<Gap> into) {
        Stretches.Stretch before = null;
        for (var stretch : strand.stretches.all()) {
            if (before != null) {
                into.add(hole(Gap.Kind.MISSING_RECORDS, strand.key.channel(), before, stretch));
            }
            before = stretch;
        }
    }

    private static Gap hole(Gap.Kind kind, String channel, Stretches.Stretch before, Stretches.Stretch behind) {
        var said = new TreeMap<String, String>();
        said.put("first", Long.toString(before.to + 1));
        said.put("last", Long.toString(behind.from - 1));
        return new Gap(
                kind,
                behind.first.host,
                channel,
                before.last.time,
                behind.first.time,
                behind.from - before.to - 1,
                0,
                List.of(before.last.place(), behind.first.place()),
                said);
    }

    /** A file into which only some records of a log were copied: how many are not there between its first and its last. */
    static void excerpt(Strand strand, List<Gap> into) {
        var all = List.copyOf(strand.stretches.all());
        if (all.size() < 2) {
            return;
        }
        var first = all.getFirst();
        var last = all.getLast();
        long there = all.stream().mapToLong(one -> one.to - one.from + 1).sum();
        var said = new TreeMap<String, String>();
        said.put("first", Long.toString(first.from));
        said.put("last", Long.toString(last.to));
        said.put("holes", Integer.toString(all.size() - 1));
        into.add(new Gap(
                Gap.Kind.EXCERPT,
                strand.key.host(),
                strand.key.channel(),
                first.first.time,
                last.last.time,
                last.to - first.from + 1 - there,
                0,
                List.of(first.first.place(), last.last.place()),
                said));
    }

    /** Holes between files of the same log of the same host, as they come about when full logs are put by. */
    static void between(Collection<Strand> strands, List<Gap> into) {
        record Log(String host, String channel) {}
        var byLog = new TreeMap<Log, List<Stretches.Stretch>>(
                Comparator.comparing(Log::host).thenComparing(Log::channel));
        for (var strand : strands) {
            if (strand.key.numbers() == Strand.Numbers.ORIGINAL) {
                var all = List.copyOf(strand.stretches.all());
                // Of a computer that was renamed the last name counts; a file is one stretch here, whatever its holes.
                var first = all.getFirst();
                var last = all.getLast();
                byLog.computeIfAbsent(new Log(last.last.host, strand.key.channel()), log -> new ArrayList<>())
                        .add(new Stretches.Stretch(first.from, last.to, first.first, last.last));
            }
        }
        byLog.forEach((log, files) -> {
            files.sort(Comparator.<Stretches.Stretch>comparingLong(file -> file.from)
                    .thenComparingLong(file -> file.to)
                    .thenComparing(file -> file.first.file));
            Stretches.@Nullable Stretch highest = null;
            for (var file : files) {
                if (highest != null && file.from > highest.to + 1) {
                    into.add(hole(Gap.Kind.MISSING_BETWEEN_FILES, log.channel(), highest, file));
                }
                highest = highest == null || file.to > highest.to ? file : highest;
            }
        });
    }
}
