package de.komcert.cli.scan;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;

import de.komcert.cli.words.German;
import de.komcert.cli.words.Plain;
import de.komcert.logs.Rules;
import de.komcert.sigma.Visibility;
import de.komcert.sigma.settings.Proposal;
import de.komcert.sigma.settings.Settings;
import de.komcert.traces.census.Census;
import de.komcert.traces.census.Gap;
import de.komcert.traces.census.Gaps;

/**
 * What the logs that were read can show, and what they lack.
 *
 * @param proposals what would let more rules find something, those first that bring most
 */
record Coverage(Census census, Visibility visibility, List<Proposal> proposals, Gaps gaps) {

    /** So many proposals are told where there is no room for all. */
    static final int MOST_TOLD = 5;

    static Coverage of(Census census, Rules rules) {
        var held = census.kinds();
        var visibility = Visibility.of(rules.set(), rules.anywhere(), held, census.isComplete());
        return new Coverage(census, visibility, Settings.standard().proposals(visibility, held), census.gaps());
    }

    /** The proposals worth most that are for systems of which there are logs. */
    List<Proposal> foremost() {
        return proposals.stream()
                .filter(proposal -> proposal.isHere() && proposal.further() > 0)
                .limit(MOST_TOLD)
                .toList();
    }

    /** Tells in a few lines what can be seen and what is missing. */
    void explain(PrintStream out) {
        var doubt = visibility.may() == 0 ? "" : Plain.line("; bei %,d ist es ungewiss", visibility.may());
        out.println(Plain.line(
                "Was diese Protokolle zeigen können: %,d von %,d Regeln können etwas finden%s.",
                visibility.can(), visibility.sights().size(), doubt));
        for (var proposal : foremost()) {
            out.println(Plain.text(Plain.line(
                    "  Mehr zeigen würde: %s (%s)", German.todo(proposal.setting()), German.gain(proposal))));
        }
        var counts = new EnumMap<Gap.Kind, Long>(Gap.Kind.class);
        gaps.all().forEach(gap -> counts.merge(gap.kind(), 1L, Long::sum));
        if (!counts.isEmpty()) {
            var text = new StringBuilder("Lücken: ");
            counts.forEach((kind, count) ->
                    text.append(text.length() > 8 ? ", " : "").append(Plain.line("%s %,d", German.gaps(kind), count)));
            out.println(text.append('.'));
        }
    }
}
