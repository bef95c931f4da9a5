package de.komcert.app.constituency;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.web.NotHere;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in and gives out the Einrichtungen as files.
 *
 * <p>A file adds and changes and never removes. What is not in it stays, and so does a field whose column it lacks.
 */
@Component
@Transactional
public class ConstituencyImport {

    private static final Comparator<List<String>> BY_CELLS = Comparator.comparing(cells -> String.join("\n", cells));

    private final Records records;
    private final JdbcClient jdbc;

    ConstituencyImport(Records records, JdbcClient jdbc) {
        this.records = records;
        this.jdbc = jdbc;
    }

    /** An uploaded file that was not used yet, and what it would change now. */
    public record Draft(UUID id, ImportPlan plan) {}

    /** The text of an uploaded file, or nothing if it is no text. */
    public static Optional<String> text(byte[] bytes) {
        return CsvFile.text(bytes);
    }

    /** The columns of a file in their order. */
    public static List<String> headers(Sheet sheet) {
        return ImportPlanning.headers(sheet);
    }

    /** What this file would change. Writes nothing. */
    @Transactional(readOnly = true)
    public ImportPlan preview(Sheet sheet, String text) {
        return new ImportPlanning(sheet, text, records.names(), records.all(sheet)).plan();
    }

    /** Writes all that this file says, or nothing if anything is wrong with it; the plan tells which. */
    public ImportPlan apply(Sheet sheet, String text) {
        var plan = preview(sheet, text);
        write(plan);
        return plan;
    }

    /** What became of a file that was to be used as its preview showed. */
    public sealed interface Applied {

        record Done() implements Applied {}

        /** The file has problems; nothing was written. */
        record Wrong(ImportPlan plan) implements Applied {}

        /** By now the file would change something else than was seen; nothing was written. */
        record Overtaken() implements Applied {}
    }

    /**
     * Writes what a preview showed.
     *
     * @param fingerprint of the plan that was seen
     */
    public Applied apply(Sheet sheet, String text, String fingerprint) {
        var plan = preview(sheet, text);
        if (!plan.right()) {
            return new Applied.Wrong(plan);
        }
        if (!plan.fingerprint().equals(fingerprint)) {
            return new Applied.Overtaken();
        }
        write(plan);
        return new Applied.Done();
    }

    private void write(ImportPlan plan) {
        if (!plan.right() || plan.changes().isEmpty()) {
            return;
        }
        records.put(
                plan.sheet(),
                plan.changes().stream()
                        .map(change -> Amendments.stored(change.id(), change.einrichtung(), change.after()))
                        .toList());
        records.touch(
                plan.changes().stream().map(ImportPlan.Change::einrichtung).toList());
    }

    /** Keeps an uploaded file for its preview, in the place of an older one of the same person. */
    public UUID keep(Sheet sheet, String text) {
        var id = UUID.randomUUID();
        jdbc.sql("delete from constituency.import_draft").update(); // row security: one's own and no others
        jdbc.sql("insert into constituency.import_draft (id, sheet, content) values (?, ?, ?)")
                .params(id, sheet.name(), text)
                .update();
        return id;
    }

    @Transactional(readOnly = true)
    public Draft draft(UUID id) {
        var kept = kept(id);
        return new Draft(id, preview(kept.sheet(), kept.text()));
    }

    /** Writes what the preview of an uploaded file showed, and then forgets the file. */
    public Applied apply(UUID draft, String fingerprint) {
        var kept = kept(draft);
        var applied = apply(kept.sheet(), kept.text(), fingerprint);
        if (applied instanceof Applied.Done) {
            discard(draft);
        }
        return applied;
    }

    public void discard(UUID draft) {
        jdbc.sql("delete from constituency.import_draft where id = ?")
                .param(draft)
                .update();
    }

    private record Kept(Sheet sheet, String text) {}

    private Kept kept(UUID id) {
        return jdbc.sql("select sheet, content from constituency.import_draft where id = ?")
                .param(id)
                .query((row, _) -> new Kept(Sheet.valueOf(row.getString("sheet")), row.getString("content")))
                .optional()
                .orElseThrow(NotHere::new);
    }

    /** All records of a sheet as a file that {@link #apply} takes back. */
    @Transactional(readOnly = true)
    public String export(Sheet sheet) {
        var names = records.names();
        return CsvFile.write(
                headers(sheet),
                records.all(sheet).stream()
                        .map(row -> Stream.concat(
                                        sheet.part()
                                                ? Stream.of(names.of(row.einrichtung())
                                                        .shortName())
                                                : Stream.empty(),
                                        sheet.fields().stream()
                                                .map(field ->
                                                        field.shown(row.entry().text(field.name()))))
                                .toList())
                        .sorted(BY_CELLS));
    }
}
