package de.komcert.app.forensics;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingExcerpt;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.FindingFilter.Sort;
import de.komcert.app.forensics.finding.FindingFilter.State;
import de.komcert.app.forensics.finding.FindingMarks;
import de.komcert.app.forensics.finding.FindingOutcomes;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.identity.web.IdentityServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the tests of findings have in common: an incident with an analysed log, and its list of findings. */
@IdentityServer
abstract class FindingsCase {

    @Autowired
    ApplicationContext context;

    @Autowired
    Findings findings;

    @Autowired
    FindingMarks marks;

    @Autowired
    FindingOutcomes outcomes;

    @Autowired
    HostClocks clocks;

    @Autowired
    Pseudonyms pseudonyms;

    LogCase log;
    UUID guessed;

    @BeforeEach
    void analyse() {
        log = LogCase.open(context);
        guessed = log.finding(LogCase.GUESSED_TITLE);
    }

    FindingExcerpt page(FindingFilter filter) {
        return page(filter, Place.TOP);
    }

    FindingExcerpt page(FindingFilter filter, Place place) {
        return page(filter, place, as(this::names));
    }

    FindingExcerpt page(FindingFilter filter, Place place, Readable names) {
        return as(() -> findings.page(log.incident().id(), names, filter, place, FindingExcerpt.LENGTH));
    }

    static List<UUID> ids(FindingExcerpt page) {
        return page.findings().stream().map(Finding::id).toList();
    }

    static FindingFilter filter(String words, @Nullable Level level, String rule, String host, State state, Sort sort) {
        return new FindingFilter(words, level, rule, host, "", "", null, null, null, state, sort);
    }

    Readable names() {
        return pseudonyms.readable(log.incident());
    }

    <T> T as(Supplier<T> work) {
        return Acting.as(log.analyst(), work::get);
    }

    void as(Runnable work) {
        Acting.run(log.analyst(), work);
    }
}
