package de.komcert.app.constituency.api;

import java.util.List;
import java.util.Locale;

import de.komcert.app.api.Invalid;
import de.komcert.app.api.Problem.Place;
import de.komcert.app.constituency.ImportPlan;
import de.komcert.app.constituency.Problem;
import de.komcert.app.web.Texts;
import org.springframework.stereotype.Component;

/** What is wrong with a document or a file, each place of it in words. */
@Component
class Findings {

    private final Texts texts;

    Findings(Texts texts) {
        this.texts = texts;
    }

    Invalid invalid(List<Problem> problems, Locale locale) {
        return new Invalid(
                "constituency.refused.invalid",
                problems.stream()
                        .map(problem -> Place.field(Received.place(problem.field()), sentence(problem, locale)))
                        .toList());
    }

    Invalid invalid(ImportPlan plan, Locale locale) {
        return new Invalid("constituency.refused.import", cells(plan, locale));
    }

    /** For a file that is no text at all. */
    Invalid noText(Locale locale) {
        return new Invalid(
                "constituency.refused.import",
                List.of(new Place(null, 1L, null, texts.get(locale, "constituency.import.noText"))));
    }

    List<Place> cells(ImportPlan plan, Locale locale) {
        return plan.findings().stream()
                .map(finding -> new Place(null, finding.line(), finding.column(), sentence(finding.problem(), locale)))
                .toList();
    }

    private String sentence(Problem problem, Locale locale) {
        return texts.get(locale, problem.key(), problem.arguments().toArray());
    }
}
