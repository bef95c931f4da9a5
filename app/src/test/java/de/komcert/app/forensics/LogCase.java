package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An incident whose log was analysed: somebody guesses the password of m.kessler, signs in, and tries sudo.
 *
 * @param owner past all policies
 */
public record LogCase(Member member, Actor.Person analyst, Incident incident, UUID order, JdbcClient owner) {

    /** When the password was guessed, as the log says. */
    public static final Instant GUESSED = Instant.parse("2026-11-20T09:01:00Z");

    public static final String GUESSED_TITLE = "SSH-Kennwort erraten";
    public static final String SUDO_TITLE = "Jemand ohne Berechtigung versucht sudo";
    public static final String HOST = "srv-web01";

    public static LogCase open(ApplicationContext context) {
        var owner = JdbcClient.create(context.getBean("ownerDataSource", DataSource.class));
        var clock = context.getBean(SettableClock.class);
        var member = context.getBean(Members.class).create(Role.ANALYST);
        var analyst = new Actor.Person(member.id(), "Milena Grothe", Role.ANALYST);
        return Acting.as(analyst, () -> {
            var call = context.getBean(Reports.class).begin(new Call("1", "2", "3", null, "4", false), false);
            var incident = context.getBean(Incidents.class).open(call.id(), "telefonbetrug", "Fall");
            var file = context.getBean(IncidentFiles.class)
                    .add(
                            incident.id(),
                            "auth.log",
                            "",
                            new ByteArrayInputStream(log().getBytes(StandardCharsets.UTF_8)));
            var order = context.getBean(AnalysisOrders.class)
                    .record(
                            incident.id(),
                            new AnalysisOrders.Terms(
                                    "Wer hat sich angemeldet?",
                                    HOST,
                                    Instant.parse("2026-11-01T00:00:00Z"),
                                    Instant.parse("2026-11-30T00:00:00Z"),
                                    "Landrätin Voss",
                                    clock.instant(),
                                    "Telefon",
                                    LocalDate.parse("2099-01-01")));
            var analyses = context.getBean(Analyses.class);
            var analysis = analyses.request(incident.id(), order, List.of(file.id()), "Europe/Berlin", true);
            await(analyses, incident, analysis);
            return new LogCase(member, analyst, incident, order, owner);
        });
    }

    private static void await(Analyses analyses, Incident incident, UUID id) {
        for (int i = 0; i < 1_200; i++) {
            var state = analyses.find(incident.id(), id).state();
            if (!state.open()) {
                assertThat(state).isEqualTo(Analysis.State.DONE);
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("the analysis does not end");
    }

    private static String log() {
        var log = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            log.append(
                    "2026-11-20T10:00:%02d+01:00 srv-web01 sshd[12]: Failed password for m.kessler from 10.20.9.9 port 5%d200 ssh2\n"
                            .formatted(i, i % 10));
        }
        return log
                + "2026-11-20T10:01:00+01:00 srv-web01 sshd[12]: Accepted password for m.kessler from 10.20.9.9 port 50999 ssh2\n"
                + "2026-11-20T10:02:00+01:00 srv-web01 sudo: m.kessler : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/m.kessler ; USER=root ; COMMAND=/bin/bash\n";
    }

    /** The finding of this title. */
    public UUID finding(String title) {
        return owner.sql("select id from forensics.finding where incident_id = ? and title = ? order by number limit 1")
                .params(incident.id().value(), title)
                .query(UUID.class)
                .single();
    }

    public long findings() {
        return owner.sql("select count(*) from forensics.finding where incident_id = ?")
                .param(incident.id().value())
                .query(Long.class)
                .single();
    }

    /** So many further findings like this one, a second apart, on hosts named by the second digit. */
    public void copies(UUID finding, int count) {
        owner.sql("""
                        with top as materialized (
                            select max(m.number) as number from forensics.finding m
                            where m.analysis_id = (select f.analysis_id from forensics.finding f where f.id = ?)
                        )
                        insert into forensics.finding select (jsonb_populate_record(f, jsonb_build_object(
                            'id', gen_random_uuid(), 'number', n + top.number, 'ticks', f.ticks + n * 10000000::bigint,
                            'host', 'pc-' || n % 10))).*
                        from forensics.finding f, top, generate_series(1, ?) n where f.id = ?""").params(finding, count, finding).update();
        owner.sql("analyze forensics.finding").update();
    }

    /** A further finding like this one, in which one column says something else. */
    public UUID like(UUID finding, String column, String value) {
        return owner.sql("""
                        insert into forensics.finding select (jsonb_populate_record(f, jsonb_build_object(
                            'id', gen_random_uuid(),
                            'number', 1 + (select max(m.number) from forensics.finding m where m.analysis_id = f.analysis_id),
                            ?::text, to_jsonb(?::text)))).*
                        from forensics.finding f where f.id = ? returning id""").params(column, value, finding).query(UUID.class).single();
    }
}
