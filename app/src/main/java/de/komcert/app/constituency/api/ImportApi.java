package de.komcert.app.constituency.api;

import java.util.List;
import java.util.Locale;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Problem;
import de.komcert.app.api.Tags;
import de.komcert.app.constituency.ConstituencyImport;
import de.komcert.app.constituency.ImportPlan;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.web.NotHere;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The import of files for programs: first a preview, then the same file again with the ETag of the preview.
 *
 * <p>The body is the CSV file itself.
 */
@RestController
@Tag(name = "Einrichtungen")
class ImportApi {

    private static final String BASE = "/api/v1/einrichtungen/import/{sheet}";
    private static final String CSV = "text/csv";

    private final ConstituencyImport files;
    private final Findings findings;

    ImportApi(ConstituencyImport files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** What a file would change, and what is wrong with it. */
    record ImportPreview(List<ImportRow> added, List<ImportRow> changed, int unchanged, List<Problem.Place> problems) {}

    /** A record that a file adds or changes. */
    record ImportRow(long line, String einrichtung, String record, List<ImportDifference> differences) {}

    /** A field before and after. */
    record ImportDifference(String field, String before, String after) {}

    /** Says what a CSV file would change, and what is wrong with it. Nothing is taken over. */
    @PostMapping(path = BASE + "/vorschau", consumes = CSV)
    @Requires(Permission.EDIT_CONSTITUENCY)
    ResponseEntity<ImportPreview> preview(@PathVariable("sheet") String path, @RequestBody byte[] file, Locale locale) {
        var plan = files.preview(sheet(path), text(file, locale));
        return ResponseEntity.ok()
                .eTag(Tags.of(plan.fingerprint()))
                .body(new ImportPreview(
                        rows(plan, plan.added()),
                        rows(plan, plan.changed()),
                        plan.unchanged(),
                        findings.cells(plan, locale)));
    }

    /** Takes a CSV file over exactly as it was previewed. */
    @PostMapping(path = BASE, consumes = CSV)
    @Requires(Permission.EDIT_CONSTITUENCY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void apply(
            @PathVariable("sheet") String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody byte[] file,
            Locale locale) {
        var text = text(file, locale);
        switch (files.apply(sheet(path), text, Tags.text(match))) {
            case ConstituencyImport.Applied.Done _ -> {}
            case ConstituencyImport.Applied.Wrong(var plan) -> throw findings.invalid(plan, locale);
            case ConstituencyImport.Applied.Overtaken() -> throw Tags.outdated();
        }
    }

    private String text(byte[] file, Locale locale) {
        return ConstituencyImport.text(file).orElseThrow(() -> findings.noText(locale));
    }

    private static Sheet sheet(String path) {
        return Sheet.ofPath(path).orElseThrow(NotHere::new);
    }

    private static List<ImportRow> rows(ImportPlan plan, List<ImportPlan.Change> changes) {
        return changes.stream()
                .map(change -> new ImportRow(
                        change.line(),
                        change.owner(),
                        plan.sheet().title(change.after()),
                        change.differences(plan.sheet()).stream()
                                .map(difference -> new ImportDifference(
                                        difference.field().name(), difference.before(), difference.after()))
                                .toList()))
                .toList();
    }
}
