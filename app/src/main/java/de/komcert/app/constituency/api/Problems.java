package de.komcert.app.constituency.api;

import java.util.List;
import java.util.Locale;

import de.komcert.app.constituency.ImportPlan;
import de.komcert.app.constituency.Problem;
import de.komcert.app.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Refusals for programs: problem+json with a sentence, and one entry for everything that is wrong. */
@Component
class Problems {

    private final Texts texts;

    Problems(Texts texts) {
        this.texts = texts;
    }

    /** What is wrong with one field. */
    record FieldProblem(String field, String detail) {}

    /** What is wrong with one cell of a file. */
    record CellProblem(long line, String column, String detail) {}

    /** A value of the wrong form, such as a word in the place of a number. */
    static Problem form(List<JacksonException.Reference> path) {
        var place = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            if (name == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(name);
            }
        }
        return new Problem(place.toString(), "constituency.problem.form", List.of());
    }

    ResponseEntity<Object> fields(List<Problem> problems, Locale locale) {
        var answer = problem(HttpStatus.UNPROCESSABLE_CONTENT, "constituency.refused.invalid", locale);
        answer.setProperty(
                "problems",
                problems.stream()
                        .map(problem -> new FieldProblem(Received.place(problem.field()), sentence(problem, locale)))
                        .toList());
        return answer(answer);
    }

    ResponseEntity<Object> cells(ImportPlan plan, Locale locale) {
        var answer = problem(HttpStatus.UNPROCESSABLE_CONTENT, "constituency.refused.import", locale);
        answer.setProperty("problems", cells(plan.findings(), locale));
        return answer(answer);
    }

    List<CellProblem> cells(List<ImportPlan.Finding> findings, Locale locale) {
        return findings.stream()
                .map(finding -> new CellProblem(finding.line(), finding.column(), sentence(finding.problem(), locale)))
                .toList();
    }

    ResponseEntity<Object> plain(HttpStatus status, String key, Locale locale) {
        return answer(problem(status, key, locale));
    }

    private ProblemDetail problem(HttpStatus status, String key, Locale locale) {
        return ProblemDetail.forStatusAndDetail(status, texts.get(locale, key));
    }

    private String sentence(Problem problem, Locale locale) {
        return texts.get(locale, problem.key(), problem.arguments().toArray());
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
