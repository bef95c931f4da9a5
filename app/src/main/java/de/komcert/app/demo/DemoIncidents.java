package de.komcert.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import de.komcert.app.demo.DemoAccounts.Staff;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * What keeps the CERT Vennmark busy: nine incidents, told as if they had happened before the demonstration began.
 *
 * <p>Each is told moment by moment with the clock standing there, through the same doors as real work, so that journal
 * and chain are what they would be.
 */
@Component
@ConditionalOnBooleanProperty("komcert.demo")
class DemoIncidents {

    private final Doors doors;

    DemoIncidents(Doors doors) {
        this.doors = doors;
    }

    void tell(LetIn letIn) {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        try {
            new EncryptedSchool(doors, new Story(doors, letIn, Staff.YILDIRAN, now.minus(Duration.ofHours(41))))
                    .tell(now);
            telephones(new Story(doors, letIn, Staff.GROTHE, now.minus(Duration.ofDays(23))));
            website(new Story(doors, letIn, Staff.GROTHE, now.minus(Duration.ofHours(26))), now);
            mailbox(new Story(doors, letIn, Staff.YILDIRAN, now.minus(Duration.ofMinutes(205))), now);
            var vpn = provider(new Story(doors, letIn, Staff.ROTHKAMP, now.minus(Duration.ofHours(14))), now);
            remoteMaintenance(new Story(doors, letIn, Staff.ROTHKAMP, now.minus(Duration.ofHours(9))), vpn, now);
            falseAlarm(new Story(doors, letIn, Staff.GROTHE, now.minus(Duration.ofDays(6))));
            nearMiss(new Story(doors, letIn, Staff.YILDIRAN, now.minus(Duration.ofDays(11))));
            exercise(new Story(doors, letIn, Staff.GROTHE, now.minus(Duration.ofHours(2))), now);
        } finally {
            doors.clock().run();
        }
    }

    private void telephones(Story story) {
        var id = story.call(
                "0171 39200-35",
                "Bereitschaft Stadt Grauwerden",
                "Stadt Grauwerden",
                "Seit Samstagabend sind alle Leitungen besetzt. Die Anlage wählt Nummern im Ausland, auch über Wellinghorst.",
                "telefonbetrug",
                "Gebührenbetrug über verkettete Telefonanlagen");
        story.at(20, () -> affects(id, "Gemeinde Wellinghorst"));
        story.finishAll(id, 30, "Verfahren beendet, BNetzA hat Rechnungslegung untersagt");
        story.at(
                60 * 24 * 12,
                () -> doors.closing()
                        .close(
                                id,
                                Incident.Outcome.RESOLVED,
                                "Auslandssperre steht, BNetzA hat die Abrechnung untersagt."));
        story.at(
                60 * 24 * 14,
                () -> doors.holds()
                        .set(
                                doors.incidents().find(id).compartment(),
                                new Holds.Demand(
                                        "Staatsanwaltschaft Vennmark, Az. 31 Js 418/26",
                                        "Strafanzeige der Stadt Grauwerden: Verbindungsdaten und Rechnungen werden als Beweis gebraucht.",
                                        story.moment(60 * 24 * 190))));
    }

    private void website(Story story, Instant now) {
        var id = story.call(
                "",
                "Landes-CERT",
                "Gemeinde Lindhövel",
                "Auf der Webseite der Gemeinde liegt eine Hintertür in einer TYPO3-Erweiterung.",
                "webseite",
                "Hintertür in der Webseite der Gemeinde Lindhövel");
        story.done(id, "W01", 35);
        story.done(id, "W02", 80);
        story.at(
                90,
                () -> doors.indicators()
                        .add(
                                id,
                                Indicators.Kind.URL,
                                "https://lindhoevel.example/typo3temp/c.php",
                                "gemeldete Datei",
                                Tlp.AMBER,
                                Pap.GREEN));
        story.mandated(
                id,
                new Mandates.Terms(
                        "Gemeindeverwaltung Lindhövel, Hauptamt",
                        "Webserver und Protokolle der Gemeindeseite",
                        "Vertrag über CERT-Leistungen",
                        "Gemeinde Lindhövel",
                        story.moment(96),
                        "E-Mail",
                        true,
                        ""),
                100);
        story.done(id, "W03", 300);
        story.keepUp(id, 310, now);
    }

    private void mailbox(Story story, Instant now) {
        var id = story.call(
                "0171 39200-02",
                "Sachgebietsleitung Jugendamt",
                "Kreis Vennmark",
                "Aus dem Postfach des Jugendamts gehen Phishing-Mails an Familien. Jemand hat sein Passwort eingegeben.",
                "kontouebernahme",
                "Fremdzugriff auf ein Postfach des Jugendamts");
        story.done(id, "P01", 12);
        story.done(id, "P02", 50);
        story.done(id, "P03", 58);
        story.keepUp(id, 60, now);
    }

    private void remoteMaintenance(Story story, IncidentId vpn, Instant now) {
        var id = story.call(
                "0171 39200-63",
                "Betriebsleitung Abwasserwerk",
                "Abwasserwerk Kranichfurt",
                "Über die Fernwartung war nachts jemand angemeldet, den wir nicht kennen. Die Pumpen laufen normal.",
                "kontouebernahme",
                "Fremde Anmeldung an der Fernwartung des Abwasserwerks");
        story.done(id, "P01", 10);
        story.done(id, "P03", 40);
        story.keepUp(id, 60, now);
        story.at(55, () -> doors.links().adopt(id, vpn));
    }

    private IncidentId provider(Story story, Instant now) {
        var id = story.call(
                "0171 39200-80",
                "Leitstand Vennmark-IT",
                "Vennmark-IT AöR",
                "Viele Anmeldeversuche am VPN, seit einer Stunde. Wir wissen nicht, ob einer geklappt hat.",
                "kontouebernahme",
                "Anmeldeversuche am VPN der Vennmark-IT");
        story.at(45, () -> affected().forEach(name -> affects(id, name)));
        story.done(id, "P01", 15);
        story.at(60 * 12, () -> doors.incidents().park(id, now.plus(Duration.ofHours(16))));
        return id;
    }

    private static List<String> affected() {
        return List.of(
                "Kreis Vennmark",
                "Stadt Drosselrath",
                "Stadt Kranichfurt",
                "Stadt Grauwerden",
                "Gemeinde Lindhövel",
                "Gemeinde Wellinghorst",
                "Gemeinde Steinwerden",
                "Gemeinde Morsrath",
                "Wasserverband Hohenquell");
    }

    private void falseAlarm(Story story) {
        var id = story.call(
                "0171 39200-46",
                "IT Gemeinde Steinwerden",
                "Gemeinde Steinwerden",
                "Unser Virenschutz meldet auf drei Rechnern gleichzeitig Schadsoftware.",
                "verschluesselung-schule",
                "Alarm des Virenschutzes in Steinwerden");
        story.at(30, () -> doors.informed().add(id, "Bürgermeisteramt Steinwerden", "Telefon", story.moment(28)));
        story.at(34, () -> doors.informed().add(id, "Leitstand Vennmark-IT", "Telefon", story.moment(33)));
        story.at(
                95,
                () -> doors.closing()
                        .close(
                                id,
                                Incident.Outcome.FALSE_ALARM,
                                "Fehlerhafte Signatur des Herstellers, Dateien sind sauber."));
    }

    private void nearMiss(Story story) {
        var id = story.call(
                "0171 39200-40",
                "Kasse Stadt Drosselrath",
                "Stadt Drosselrath",
                "Eine Rechnung mit geänderter Bankverbindung; die Überweisung ist noch nicht raus.",
                "kontouebernahme",
                "Gefälschte Rechnung rechtzeitig erkannt (Beinahevorfall)");
        story.finishAll(id, 25, "Beinahevorfall: kein Konto übernommen, nichts überwiesen");
        story.at(
                60 * 30,
                () -> doors.closing()
                        .close(
                                id,
                                Incident.Outcome.RESOLVED,
                                "Beinahevorfall, Zahlung gestoppt, Beispiel geht in die nächste Sensibilisierung."));
    }

    private void exercise(Story story, Instant now) {
        var id = story.exercise(
                "Berufskolleg Vennmark",
                "Planspiel: Die Anmeldung geht nicht, auf einem Bildschirm steht eine Forderung.",
                "verschluesselung-schule",
                "Planspiel Berufskolleg");
        story.done(id, "R02", 9);
        story.keepUp(id, 15, now);
    }

    private void affects(IncidentId id, String name) {
        doors.constituency().search(name).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(one -> doors.incidents().affects(id, one.id().value(), one.name()));
    }
}
