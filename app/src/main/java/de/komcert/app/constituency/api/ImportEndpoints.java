package de.komcert.app.constituency.api;

import java.util.List;
import java.util.Locale;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.ImportPlan;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.web.NotHere;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The import of files for programs: first a preview, then the same file again with the ETag of the preview.
 *
 * <p>The body is the CSV file itself.
 */
@RestController
class ImportEndpoints {

    private static final String BASE = "/api/v1/einrichtungen/import/{sheet}";

    private final ConstituencyImport files;
    private final Problems problems;

    ImportEndpoints(ConstituencyImport files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** What a file would change, and what is wrong with it. */
    record Preview(List<Row> added, List<Row> changed, int unchanged, List<Problems.CellProblem> problems) {}

    /** A record that a file adds or changes. */
    record Row(long line, String einrichtung, String record, List<Difference> differences) {}

    /** A field before and after. */
    record Difference(String field, String before, String after) {}

    @PostMapping(BASE + "/vorschau")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ResponseEntity<Object> preview(@PathVariable("sheet") String path, @RequestBody byte[] file, Locale locale) {
        var text = ConstituencyImport.text(file);
        if (text.isEmpty()) {
            return problems.plain(HttpStatus.UNPROCESSABLE_CONTENT, "constituency.import.noText", locale);
        }
        var plan = files.preview(sheet(path), text.get());
        return ResponseEntity.ok()
                .eTag("\"" + plan.fingerprint() + "\"")
                .body(new Preview(
                        rows(plan, plan.added()),
                        rows(plan, plan.changed()),
                        plan.unchanged(),
                        problems.cells(plan.findings(), locale)));
    }

    @PostMapping(BASE)
    @Requires(Permission.EDIT_CONSTITUENCY)
    ResponseEntity<Object> apply(
            @PathVariable("sheet") String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody byte[] file,
            Locale locale) {
        var text = ConstituencyImport.text(file);
        if (text.isEmpty()) {
            return problems.plain(HttpStatus.UNPROCESSABLE_CONTENT, "constituency.import.noText", locale);
        }
        if (match == null) {
            return problems.plain(HttpStatus.PRECONDITION_REQUIRED, "constituency.refused.noVersion", locale);
        }
        return switch (files.apply(sheet(path), text.get(), match.strip().replace("\"", ""))) {
            case ConstituencyImport.Applied.Done _ -> ResponseEntity.noContent().build();
            case ConstituencyImport.Applied.Wrong(var plan) -> problems.cells(plan, locale);
            case ConstituencyImport.Applied.Overtaken() ->
                problems.plain(HttpStatus.PRECONDITION_FAILED, "constituency.refused.overtaken", locale);
        };
    }

    private static Sheet sheet(String path) {
        return Sheet.ofPath(path).orElseThrow(NotHere::new);
    }

    private static List<Row> rows(ImportPlan plan, List<ImportPlan.Change> changes) {
        return changes.stream()
                .map(change -> new Row(
                        change.line(),
                        change.owner(),
                        plan.sheet().title(change.after()),
                        change.differences(plan.sheet()).stream()
                                .map(difference -> new Difference(
                                        difference.field().name(), difference.before(), difference.after()))
                                .toList()))
                .toList();
    }
}
