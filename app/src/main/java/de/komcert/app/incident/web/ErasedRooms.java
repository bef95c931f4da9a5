package de.komcert.app.incident.web;

import de.komcert.app.incident.Readers;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.incident.room.ErasedRoom;
import de.komcert.app.web.NotHere;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * What stands where an erased incident or Meldung stood: the tombstone at its own address, and the way there from all the
 * addresses below it.
 */
@ControllerAdvice
@Order(0)
class ErasedRooms {

    private final Tombstones tombstones;
    private final Journal journal;
    private final Readers readers;

    ErasedRooms(Tombstones tombstones, Journal journal, Readers readers) {
        this.tombstones = tombstones;
        this.journal = journal;
        this.readers = readers;
    }

    /** From any page of a room to what is left of it. */
    @ExceptionHandler
    String erased(ErasedRoom room) {
        return "redirect:" + address(room.tombstone());
    }

    /** The tombstone as a page. */
    String show(Tombstone stone, Model model) {
        var compartment = stone.compartment();
        model.addAttribute(
                "page",
                new TombstonePage(
                        stone,
                        journal.entry(compartment, 1).orElse(null),
                        journal.entry(compartment, stone.headNumber() - 1).orElse(null),
                        journal.newest(compartment, 1).stream().findFirst().orElse(null),
                        journal.check(compartment),
                        journal.anchored(compartment).orElse(null),
                        readers.of(compartment)));
        return "incident/web/tombstone";
    }

    /** The same for the address of a Meldung, which leads on to the incident it became. */
    String show(ReportId report, Model model) {
        var stone = tombstones.find(report).orElseThrow(NotHere::new);
        return stone.incident() == null ? show(stone, model) : "redirect:" + address(stone);
    }

    private static String address(Tombstone stone) {
        return (stone.incident() == null ? "/anruf/" : "/vorfaelle/") + stone.id();
    }
}
