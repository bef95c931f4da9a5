package de.komcert.app.constituency.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.constituency.Field;
import de.komcert.app.constituency.FieldKind;
import de.komcert.app.constituency.Problem;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A form for one record of a sheet, with what was typed and everything that is wrong with it.
 *
 * @param owner the Einrichtung it belongs to, or empty
 * @param action where it is sent
 * @param back where one gets without saving
 * @param remove where the record is removed, or null if it cannot be
 * @param version of the Einrichtung when the form was opened, or null where it does not matter
 * @param meanwhile what somebody else saved since, field by field
 */
record FormPage(
        Sheet sheet,
        boolean fresh,
        String owner,
        String action,
        String back,
        @Nullable String remove,
        @Nullable Integer version,
        List<Input> inputs,
        List<String> problems,
        List<Meanwhile> meanwhile) {

    /** The same form for the version it was opened with: whatever came since is still to be found out. */
    FormPage at(int opened) {
        return new FormPage(sheet, fresh, owner, action, back, remove, opened, inputs, problems, meanwhile);
    }

    /** What a field looks like. */
    enum Look {
        LINE,
        PARAGRAPH,
        CHOICE
    }

    /** A field as the page shows it. */
    record Input(
            String name,
            String label,
            Look look,
            String value,
            @Nullable String hint,
            @Nullable String problem,
            List<Option> options) {}

    /** One word of a choice. */
    record Option(String value, String label) {}

    /** A field that somebody else has set to another text. */
    record Meanwhile(String label, String saved) {}

    /** The labels, hints and problems of forms, in one language. */
    static final class Builder {

        private final Texts texts;
        private final Locale locale;
        private final Sheet sheet;
        private final Function<Field, String> values;
        private Map<String, Problem> problems = Map.of();

        /**
         * Begins a form.
         *
         * @param values what stands in each field
         */
        Builder(Texts texts, Locale locale, Sheet sheet, Function<Field, String> values) {
            this.texts = texts;
            this.locale = locale;
            this.sheet = sheet;
            this.values = values;
        }

        Builder problems(List<Problem> found) {
            problems =
                    found.stream().collect(Collectors.toMap(Problem::field, Function.identity(), (first, _) -> first));
            return this;
        }

        FormPage page(
                String owner,
                String action,
                String back,
                @Nullable UUID record,
                @Nullable Integer version,
                List<Sheet.Difference> meanwhile) {
            boolean removable = record != null && sheet.part() && !sheet.history();
            return new FormPage(
                    sheet,
                    record == null,
                    owner,
                    action,
                    back,
                    removable ? action + "/entfernen" : null,
                    version,
                    sheet.formFields().stream().map(this::input).toList(),
                    sheet.formFields().stream()
                            .filter(field -> problems.containsKey(field.name()))
                            .map(field -> label(field) + ": " + sentence(field))
                            .toList(),
                    meanwhile.stream()
                            .map(difference -> new Meanwhile(
                                    label(difference.field()),
                                    difference.field().shown(difference.after())))
                            .toList());
        }

        private Input input(Field field) {
            return new Input(
                    field.name(),
                    field.required() ? label(field) : text("constituency.form.voluntary", label(field)),
                    look(field),
                    values.apply(field),
                    hint(field).orElse(null),
                    problems.containsKey(field.name()) ? sentence(field) : null,
                    field.words().stream()
                            .map(word -> new Option(word, text("constituency.word." + word)))
                            .toList());
        }

        private static Look look(Field field) {
            if (!field.words().isEmpty()) {
                return Look.CHOICE;
            }
            return field.kind() instanceof FieldKind.Paragraph || field.kind() instanceof FieldKind.Lines
                    ? Look.PARAGRAPH
                    : Look.LINE;
        }

        private Optional<String> hint(Field field) {
            return switch (field.kind()) {
                case FieldKind.Plain plain ->
                    switch (plain) {
                        case AGS, PHONE, ADDRESSES, DAY, DOMAIN, LIST_NAME ->
                            Optional.of(text("constituency.hint." + plain));
                        case YES_NO, COUNT, MAIL -> Optional.empty();
                    };
                case FieldKind.Lines _ -> Optional.of(text("constituency.hint.LINES"));
                case FieldKind.Line _, FieldKind.Paragraph _, FieldKind.Choice _, FieldKind.References _ ->
                    Optional.empty();
            };
        }

        private String label(Field field) {
            return text("constituency.field." + sheet.path() + "." + field.name());
        }

        private String sentence(Field field) {
            return Optional.ofNullable(problems.get(field.name()))
                    .map(problem -> text(problem.key(), problem.arguments().toArray()))
                    .orElse("");
        }

        private String text(String key, Object... arguments) {
            return texts.get(locale, key, arguments);
        }
    }
}
