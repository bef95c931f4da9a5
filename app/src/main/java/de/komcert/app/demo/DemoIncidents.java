package de.komcert.app.demo;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.demo.DemoAccounts.Staff;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;
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

    private final Reports reports;
    private final Incidents incidents;
    private final Plans plans;
    private final Closing closing;
    private final Decisions decisions;
    private final JournalWriting journal;
    private final Assets assets;
    private final Indicators indicators;
    private final Informed informed;
    private final IncidentFiles files;
    private final Mandates mandates;
    private final InsurerCalls insurerCalls;
    private final Links links;
    private final Holds holds;
    private final Constituency constituency;
    private final DemoClock clock;

    DemoIncidents(
            Reports reports,
            Incidents incidents,
            Plans plans,
            Closing closing,
            Decisions decisions,
            JournalWriting journal,
            Assets assets,
            Indicators indicators,
            Informed informed,
            IncidentFiles files,
            Mandates mandates,
            InsurerCalls insurerCalls,
            Links links,
            Holds holds,
            Constituency constituency,
            DemoClock clock) {
        this.reports = reports;
        this.incidents = incidents;
        this.plans = plans;
        this.closing = closing;
        this.decisions = decisions;
        this.journal = journal;
        this.assets = assets;
        this.indicators = indicators;
        this.informed = informed;
        this.files = files;
        this.mandates = mandates;
        this.insurerCalls = insurerCalls;
        this.links = links;
        this.holds = holds;
        this.constituency = constituency;
        this.clock = clock;
    }

    void tell(LetIn letIn) {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        try {
            school(new Story(letIn, Staff.YILDIRAN, now.minus(Duration.ofHours(41))), now);
            telephones(new Story(letIn, Staff.GROTHE, now.minus(Duration.ofDays(23))));
            website(new Story(letIn, Staff.GROTHE, now.minus(Duration.ofHours(26))), now);
            mailbox(new Story(letIn, Staff.YILDIRAN, now.minus(Duration.ofMinutes(205))), now);
            var vpn = provider(new Story(letIn, Staff.ROTHKAMP, now.minus(Duration.ofHours(14))), now);
            remoteMaintenance(new Story(letIn, Staff.ROTHKAMP, now.minus(Duration.ofHours(9))), vpn, now);
            falseAlarm(new Story(letIn, Staff.GROTHE, now.minus(Duration.ofDays(6))));
            nearMiss(new Story(letIn, Staff.YILDIRAN, now.minus(Duration.ofDays(11))));
            exercise(new Story(letIn, Staff.GROTHE, now.minus(Duration.ofHours(2))), now);
        } finally {
            clock.run();
        }
    }

    private void school(Story story, Instant now) {
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
                () -> indicators.add(
                        id, Indicators.Kind.FILE, "LIES_MICH.txt", "Erpresserschreiben", Tlp.AMBER, Pap.GREEN));
        story.done(id, "R03", 12);
        story.at(
                15,
                () -> journal.write(
                        id, "Herr Tersteegen hat das Netzwerkkabel am Server gezogen.", story.moment(12), null));
        story.done(id, "R04", 26);
        story.done(id, "R05", 28);
        story.at(
                29,
                () -> assets.add(
                        id,
                        "Schulserver EULE-DC1",
                        "Server",
                        Assets.Condition.ISOLATED,
                        "verschlüsselt, eingeschaltet"));
        story.at(
                30,
                () -> assets.add(
                        id, "NAS EULE-NAS", "Datensicherung", Assets.Condition.ISOLATED, "vom Netz, Zustand offen"));
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
                () -> links.merge(
                        reports.begin(
                                        new Call(
                                                "0176 040690-27",
                                                "Hausmeister",
                                                "Gesamtschule am Eulenberg",
                                                null,
                                                "Der Drucker im Flur wirft Blätter mit einer Forderung aus.",
                                                false),
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
        story.at(120, () -> informed.add(id, "Aylin Brandhof, Informationssicherheit", "Telefon", story.moment(25)));
        story.at(121, () -> informed.add(id, "Dr. Konrad Wiesböck, Datenschutz", "Telefon", story.moment(27)));
        story.brings(id, "Gesprächsnotiz Schulleitung.txt", "Zweites Gespräch mit Frau Dr. Sandhövel", """
                Die Schulleitung hat zuletzt am Nachmittag davor mit dem Notenprogramm gearbeitet.
                Da ging alles. Zuerst hat das Sekretariat die Meldung auf dem Bildschirm gesehen.
                Die Papierakten der letzten Zeugniskonferenz liegen im Archiv.
                Die Elternvertretung weiß noch nichts; ein Brief wird vorbereitet.
                """, 132);
        story.at(
                134,
                () -> plans.add(
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
                () -> mandates.allowSpending(
                        id,
                        "Jonas Tersteegen",
                        "5.000 Euro für den Dienstleister",
                        "Marit Hellweger, Bürgermeisterin",
                        story.moment(224),
                        "Telefon"));
        story.insurerAsked(id, "Ferdi Kallweit, Kämmerei", 232);
        story.done(id, "R13", 238);
        story.keepUp(id, 245, now);
        story.at(
                240,
                () -> describe(
                        id,
                        "Verwaltungsnetz der Schule verschlüsselt, Lösegeld gefordert, nicht gezahlt. Server und NAS sind vom Netz."
                                + " Unklar: Zustand der Datensicherungen, Weg der Täter, Abfluss von Daten. Nächste Schritte:"
                                + " Datenbestand aufnehmen, Weg der Täter klären, Meldung der Schulleitung an den Datenschutz."));
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
                () -> closing.close(
                        id, Incident.Outcome.RESOLVED, "Auslandssperre steht, BNetzA hat die Abrechnung untersagt."));
        story.at(
                60 * 24 * 14,
                () -> holds.set(
                        incidents.find(id).compartment(),
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
                () -> indicators.add(
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
        story.at(55, () -> links.adopt(id, vpn));
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
        story.at(60 * 12, () -> incidents.park(id, now.plus(Duration.ofHours(16))));
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
        story.at(30, () -> informed.add(id, "Bürgermeisteramt Steinwerden", "Telefon", story.moment(28)));
        story.at(34, () -> informed.add(id, "Leitstand Vennmark-IT", "Telefon", story.moment(33)));
        story.at(
                95,
                () -> closing.close(
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
                () -> closing.close(
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
        constituency.search(name).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(one -> incidents.affects(id, one.id().value(), one.name()));
    }

    private void describe(IncidentId id, String situation) {
        var incident = incidents.find(id);
        incidents.describe(id, incident.title(), situation, incident.revision());
    }

    /** One incident being told: by whom, and from which moment on. */
    private final class Story {

        /** Minutes between two looks at what is due. */
        private static final int KEEPING_UP = 20;

        private final Actor.Person teller;
        private final Instant t0;

        private Story(LetIn letIn, Staff staff, Instant t0) {
            var account = letIn.of(staff);
            this.teller = new Actor.Person(account.person(), account.name(), account.role());
            this.t0 = t0;
        }

        Instant moment(int minutes) {
            return t0.plus(Duration.ofMinutes(minutes));
        }

        IncidentId call(
                String callBack, String caller, String einrichtung, String words, String playbook, String title) {
            return open(callBack, caller, einrichtung, words, playbook, title, false);
        }

        IncidentId exercise(String einrichtung, String words, String playbook, String title) {
            return open("", "Übungsleitung", einrichtung, words, playbook, title, true);
        }

        private IncidentId open(
                String callBack,
                String caller,
                String einrichtung,
                String words,
                String playbook,
                String title,
                boolean exercise) {
            var known = constituency.search(einrichtung).stream().findFirst();
            var call = new Call(
                    callBack,
                    caller,
                    known.map(Einrichtung::name).orElse(einrichtung),
                    id(known.orElse(null)),
                    words,
                    !callBack.isEmpty());
            var report = tell(0, () -> reports.begin(call, exercise));
            return tell(4, () -> incidents.open(report.id(), playbook, title)).id();
        }

        void at(int minutes, Runnable work) {
            tell(minutes, () -> {
                work.run();
                return true;
            });
        }

        void brings(IncidentId id, String name, String description, String text, int minutes) {
            var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            at(minutes, () -> files.add(id, name, description, content));
        }

        void done(IncidentId id, String task, int minutes) {
            at(minutes, () -> plans.finish(id, task));
        }

        void mandated(IncidentId id, Mandates.Terms terms, int minutes) {
            at(minutes, () -> mandates.record(id, terms));
        }

        void insurerAsked(IncidentId id, String who, int minutes) {
            at(minutes, () -> {
                var demand = insurerCalls.demands(incidents.find(id)).stream().findFirst();
                insurerCalls.record(
                        id,
                        new InsurerCalls.Answer(
                                demand.isPresent(),
                                demand.map(one -> one.insurer().name()).orElse(""),
                                who,
                                demand.isPresent() ? "Schadenaufnahme" : "",
                                moment(minutes),
                                demand.isPresent()
                                        ? "Das CERT darf untersuchen; ein fremdes Team nur nach Rücksprache."
                                        : "In den Unterlagen steht keine Police für solche Schäden."));
            });
        }

        void decided(IncidentId id, String gate, String decision, String who, int minutes) {
            at(minutes, () -> {
                var asked = plans.of(incidents.find(id)).playbook().gate(gate).orElseThrow();
                decisions.record(
                        id,
                        new Decisions.Taken(
                                gate,
                                asked.question(),
                                asked.recommendation(),
                                decision.isEmpty() ? asked.recommendation() : decision,
                                who,
                                moment(minutes),
                                "Telefon",
                                "",
                                true));
            });
        }

        /** Brings a plan to its end: what can be done is done in turn, what remains is left out for this reason. */
        void finishAll(IncidentId id, int every, String reason) {
            int minutes = every;
            for (boolean moved = true; moved; minutes += every) {
                moved = finishOne(id, minutes, _ -> true);
            }
            var plan = tell(minutes, () -> plans.of(incidents.find(id)));
            for (var step : plan.playbook().steps()) {
                if (plan.status(step).open()) {
                    at(minutes, () -> plans.waive(id, step.id(), step.waivedBy(), teller.name(), reason));
                }
            }
        }

        /** Does every task shortly before it would be due, up to now. */
        void keepUp(IncidentId id, int from, Instant now) {
            for (int minutes = from; moment(minutes).isBefore(now); minutes += KEEPING_UP) {
                int late = minutes + KEEPING_UP;
                while (moment(minutes).isBefore(now)
                        && finishOne(
                                id,
                                minutes,
                                task -> task.due() != null && task.due().isBefore(moment(late)))) {
                    minutes++;
                }
            }
        }

        private boolean finishOne(IncidentId id, int minutes, Predicate<Next> wanted) {
            return tell(minutes, () -> {
                var plan = plans.of(incidents.find(id));
                var next = Arrays.stream(PlanRole.values())
                        .flatMap(role -> plan.next(role).stream())
                        .filter(wanted)
                        .findFirst();
                next.ifPresent(task -> finish(id, plan, task.step(), minutes));
                return next.isPresent();
            });
        }

        /** Does what is next; what a record does is recorded. */
        private void finish(IncidentId id, Plan plan, Step step, int minutes) {
            if (plan.wants(step).isEmpty()) {
                plans.finish(id, step.id());
            } else if (mandates.of(id).isEmpty()) {
                mandates.record(
                        id,
                        new Mandates.Terms(
                                "Behördenleitung",
                                "die betroffenen Systeme und ihre Protokolle",
                                "Vertrag über CERT-Leistungen",
                                "die Einrichtung selbst",
                                moment(minutes),
                                "E-Mail",
                                true,
                                ""));
            } else {
                insurerAsked(id, "Kämmerei", minutes);
            }
        }

        private <R> R tell(int minutes, Supplier<R> work) {
            clock.standAt(moment(minutes));
            return Acting.as(teller, work::get);
        }

        private static @Nullable UUID id(@Nullable Einrichtung known) {
            return known == null ? null : known.id().value();
        }
    }
}
