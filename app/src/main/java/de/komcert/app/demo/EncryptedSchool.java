package de.komcert.app.demo;

import java.time.Instant;

import de.komcert.app.incident.Assets;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.report.Call;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;

/** The school whose administration was encrypted: the incident in which most has happened. */
record EncryptedSchool(Doors doors, Story story) {

    void tell(Instant now) {
        var id = story.call(
                "0176 040690-20",
                "Dr. Ulrike Sandhövel, Schulleitung",
                "Gesamtschule am Eulenberg",
                "Auf allen Rechnern im Sekretariat steht, dass unsere Dateien verschlüsselt sind. Sie wollen 25.000 Euro"
                        + " in Monero. Noten und Schülerdaten gehen nicht mehr auf.",
                "verschluesselung-schule",
                "Verschlüsselung an der Gesamtschule am Eulenberg");
        story.done(id, "R02", 8);
        story.at(
                10,
                () -> doors.indicators()
                        .add(id, Indicators.Kind.FILE, "LIES_MICH.txt", "Erpresserschreiben", Tlp.AMBER, Pap.GREEN));
        story.done(id, "R03", 12);
        story.at(
                15,
                () -> doors.journal()
                        .write(id, "Herr Tersteegen hat das Netzwerkkabel am Server gezogen.", story.moment(12), null));
        story.done(id, "R04", 26);
        story.done(id, "R05", 28);
        story.at(
                29,
                () -> doors.assets()
                        .add(
                                id,
                                "Schulserver EULE-DC1",
                                "Server",
                                Assets.Condition.ISOLATED,
                                "verschlüsselt, eingeschaltet"));
        story.at(
                30,
                () -> doors.assets()
                        .add(
                                id,
                                "NAS EULE-NAS",
                                "Datensicherung",
                                Assets.Condition.ISOLATED,
                                "vom Netz, Zustand offen"));
        story.brings(
                id,
                "Geräteliste Verwaltungsnetz.csv",
                "Von Herrn Tersteegen am Telefon durchgegeben, Zustand beim Trennen",
                """
                Gerät;Aufgabe;Zustand
                EULE-DC1;Anmeldung und Dateien;verschlüsselt, läuft, vom Netz
                EULE-NAS;Datensicherung;vom Netz, Zustand offen
                EULE-SEK1;Sekretariat;verschlüsselt, läuft, vom Netz
                EULE-SEK2;Sekretariat;war ausgeschaltet
                EULE-LZ1;Lehrerzimmer;unauffällig, vom Netz
                """,
                36);
        story.done(id, "R06", 41);
        story.done(id, "R07", 58);
        story.decided(id, "G1", "Netz trennen und eingeschaltet lassen", "Jonas Tersteegen, IT-Leitung", 30);
        story.at(
                95,
                () -> doors.links()
                        .merge(
                                doors.reports()
                                        .begin(
                                                new Call(
                                                        "0176 040690-27",
                                                        "Hausmeister",
                                                        "Gesamtschule am Eulenberg",
                                                        null,
                                                        "Der Drucker im Flur wirft Blätter mit einer Forderung aus.",
                                                        null),
                                                false)
                                        .id(),
                                id,
                                "Schon bekannt; der Anrufer hat dieselben Hinweise bekommen."));
        story.done(id, "R08", 110);
        story.mandated(
                id,
                new Mandates.Terms(
                        "Jonas Tersteegen, IT-Leitung Stadt Kranichfurt",
                        "Schulserver EULE-DC1, NAS EULE-NAS, Firewall; keine Geräte der Lehrkräfte",
                        "Rahmenvertrag CERT-Leistungen, Schulträger",
                        "Stadt Kranichfurt, Schulamt",
                        story.moment(112),
                        "Telefon",
                        false,
                        "Milena Grothe"),
                115);
        story.done(id, "R09", 118);
        story.at(
                120,
                () -> doors.informed().add(id, "Aylin Brandhof, Informationssicherheit", "Telefon", story.moment(25)));
        story.at(121, () -> doors.informed().add(id, "Dr. Konrad Wiesböck, Datenschutz", "Telefon", story.moment(27)));
        story.brings(id, "Gesprächsnotiz Schulleitung.txt", "Zweites Gespräch mit Frau Dr. Sandhövel", """
                Die Schulleitung hat zuletzt am Nachmittag davor mit dem Notenprogramm gearbeitet.
                Da ging alles. Zuerst hat das Sekretariat die Meldung auf dem Bildschirm gesehen.
                Die Papierakten der letzten Zeugniskonferenz liegen im Archiv.
                Die Elternvertretung weiß noch nichts; ein Brief wird vorbereitet.
                """, 132);
        story.at(
                134,
                () -> doors.plans()
                        .add(
                                id,
                                new OwnTask(
                                        "Papierakten der letzten Zeugniskonferenz aus dem Archiv holen",
                                        PlanRole.SL,
                                        Danger.NONE,
                                        null,
                                        "Vielleicht stehen die Noten nur noch dort.")));
        story.done(id, "R10", 170);
        story.done(id, "R11", 220);
        story.decided(id, "G4", "", "Marit Hellweger, Bürgermeisterin", 215);
        story.decided(id, "G8", "", "Marit Hellweger, Bürgermeisterin", 230);
        story.at(
                225,
                () -> doors.mandates()
                        .allowSpending(
                                id,
                                "Jonas Tersteegen",
                                "5.000 Euro für den Dienstleister",
                                "Marit Hellweger, Bürgermeisterin",
                                story.moment(224),
                                "Telefon"));
        story.insurerAsked(id, "Ferdi Kallweit, Kämmerei", 232);
        story.done(id, "R13", 238);
        new SchoolLogs(doors, story).evaluate(id);
        story.keepUp(id, 245, now);
        story.at(
                240,
                () -> describe(
                        id,
                        "Verwaltungsnetz der Schule verschlüsselt, Lösegeld gefordert, nicht gezahlt. Server und NAS sind vom Netz."
                                + " Unklar: Zustand der Datensicherungen, Weg der Täter, Abfluss von Daten. Nächste Schritte:"
                                + " Datenbestand aufnehmen, Weg der Täter klären, Meldung der Schulleitung an den Datenschutz."));
    }

    private void describe(IncidentId id, String situation) {
        var incident = doors.incidents().find(id);
        doors.incidents().describe(id, incident.title(), situation, incident.revision());
    }
}
