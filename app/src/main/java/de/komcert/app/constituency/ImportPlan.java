package de.komcert.app.constituency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What a file would change, and everything that is wrong with it. While there is a problem, nothing of it is written.
 *
 * @param unchanged how many rows say what is known already
 */
public record ImportPlan(Sheet sheet, List<Change> changes, int unchanged, List<Finding> findings) {

    /**
     * A record that the file adds or changes.
     *
     * @param line where the row begins in the file
     * @param owner the short name of the Einrichtung it belongs to
     * @param added whether nothing is known of it yet
     */
    public record Change(
            long line, UUID id, EinrichtungId einrichtung, String owner, boolean added, Entry before, Entry after) {

        public List<Sheet.Difference> differences(Sheet sheet) {
            return sheet.differences(before, after);
        }
    }

    /**
     * Something wrong with a file.
     *
     * @param line where, counted from one
     * @param column the name of the column, or empty where the whole row is meant
     */
    public record Finding(long line, String column, Problem problem) {}

    public boolean right() {
        return findings.isEmpty();
    }

    public List<Change> added() {
        return changes.stream().filter(Change::added).toList();
    }

    public List<Change> changed() {
        return changes.stream().filter(change -> !change.added()).toList();
    }

    /** Tells two plans apart: equal exactly when they would change the same in the same way. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(sheet.name().getBytes(StandardCharsets.UTF_8));
            for (var change : changes) {
                var id = change.added() ? "" : change.id().toString(); // a new id is drawn at every look
                for (var text : List.of(id, change.owner(), told(change.before()), told(change.after()))) {
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }

    private String told(Entry entry) {
        var text = new StringBuilder();
        sheet.fields().forEach(field -> text.append(entry.text(field.name())).append('\1'));
        return text.toString();
    }
}
