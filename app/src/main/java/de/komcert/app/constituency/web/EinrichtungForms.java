package de.komcert.app.constituency.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Amendments.Outcome;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.Entry;
import de.komcert.app.constituency.Field;
import de.komcert.app.constituency.Problem;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The forms in which Einrichtungen and everything that belongs to them are written down; one form for every sheet. */
@Controller
class EinrichtungForms {

    private final Constituency constituency;
    private final Amendments amendments;
    private final Texts texts;
    private final Clock clock;

    EinrichtungForms(Constituency constituency, Amendments amendments, Texts texts, Clock clock) {
        this.constituency = constituency;
        this.amendments = amendments;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/einrichtungen/neu")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView register(Locale locale) {
        return shown(registration(form(locale, Sheet.EINRICHTUNGEN, _ -> "")));
    }

    @PostMapping("/einrichtungen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView register(@RequestParam Map<String, String> typed, Locale locale) {
        var form = form(locale, Sheet.EINRICHTUNGEN, typed(typed));
        return switch (amendments.register(typed, Map.of())) {
            case Outcome.Done(var id) -> SeeOther.at("/einrichtungen/" + id);
            case Outcome.Refused(var problems) -> refused(registration(form.problems(problems)));
            case Outcome.Outdated() -> throw new NotHere();
        };
    }

    private static FormPage registration(FormPage.Builder form) {
        return form.page("", "/einrichtungen", "/einrichtungen", null, null, List.of());
    }

    @GetMapping("/einrichtungen/{id}/bearbeiten")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView amend(@PathVariable UUID id, Locale locale) {
        var one = einrichtung(id);
        var entry = entry(Sheet.EINRICHTUNGEN, one, null);
        return shown(amendment(form(locale, Sheet.EINRICHTUNGEN, saved(entry)), one, List.of()));
    }

    @PostMapping("/einrichtungen/{id}/bearbeiten")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView amend(
            @PathVariable UUID id, @RequestParam int version, @RequestParam Map<String, String> typed, Locale locale) {
        var outcome = amendments.amend(new EinrichtungId(id), version, typed);
        if (outcome instanceof Outcome.Done) {
            return SeeOther.at("/einrichtungen/" + id);
        }
        var one = einrichtung(id);
        var form = form(locale, Sheet.EINRICHTUNGEN, typed(typed));
        return outcome instanceof Outcome.Refused(List<Problem> problems)
                ? refused(amendment(form.problems(problems), one, List.of()).at(version))
                : outdated(amendment(form, one, meanwhile(Sheet.EINRICHTUNGEN, one, null, typed)));
    }

    private static FormPage amendment(FormPage.Builder form, Einrichtung one, List<Sheet.Difference> meanwhile) {
        var back = "/einrichtungen/" + one.id();
        return form.page(one.shortName(), back + "/bearbeiten", back, one.id().value(), one.version(), meanwhile);
    }

    @GetMapping("/einrichtungen/{id}/{sheet}/neu")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView add(@PathVariable UUID id, @PathVariable("sheet") String path, Locale locale) {
        var sheet = part(path);
        var one = einrichtung(id);
        return shown(addition(form(locale, sheet, blank(sheet, one)), sheet, one));
    }

    @PostMapping("/einrichtungen/{id}/{sheet}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView add(
            @PathVariable UUID id,
            @PathVariable("sheet") String path,
            @RequestParam Map<String, String> typed,
            Locale locale) {
        var sheet = part(path);
        return switch (amendments.add(new EinrichtungId(id), sheet, typed)) {
            case Outcome.Done _ -> there(id, sheet);
            case Outcome.Refused(var problems) ->
                refused(addition(form(locale, sheet, typed(typed)).problems(problems), sheet, einrichtung(id)));
            case Outcome.Outdated() -> throw new NotHere();
        };
    }

    private static FormPage addition(FormPage.Builder form, Sheet sheet, Einrichtung one) {
        var address = "/einrichtungen/" + one.id();
        return form.page(
                one.shortName(), address + "/" + sheet.path(), address + "#" + sheet.path(), null, null, List.of());
    }

    @GetMapping("/einrichtungen/{id}/{sheet}/{record}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView change(
            @PathVariable UUID id, @PathVariable("sheet") String path, @PathVariable UUID record, Locale locale) {
        var sheet = changeable(path);
        var one = einrichtung(id);
        var form = form(locale, sheet, saved(entry(sheet, one, record)));
        return shown(alteration(form, sheet, one, record, List.of()));
    }

    @PostMapping("/einrichtungen/{id}/{sheet}/{record}")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView change(
            @PathVariable UUID id,
            @PathVariable("sheet") String path,
            @PathVariable UUID record,
            @RequestParam int version,
            @RequestParam Map<String, String> typed,
            Locale locale) {
        var sheet = changeable(path);
        var outcome = amendments.change(new EinrichtungId(id), sheet, record, version, typed);
        if (outcome instanceof Outcome.Done) {
            return there(id, sheet);
        }
        var one = einrichtung(id);
        var form = form(locale, sheet, typed(typed));
        return outcome instanceof Outcome.Refused(List<Problem> problems)
                ? refused(alteration(form.problems(problems), sheet, one, record, List.of())
                        .at(version))
                : outdated(alteration(form, sheet, one, record, meanwhile(sheet, one, record, typed)));
    }

    private static FormPage alteration(
            FormPage.Builder form, Sheet sheet, Einrichtung one, UUID record, List<Sheet.Difference> meanwhile) {
        var address = "/einrichtungen/" + one.id();
        return form.page(
                one.shortName(),
                address + "/" + sheet.path() + "/" + record,
                address + "#" + sheet.path(),
                record,
                one.version(),
                meanwhile);
    }

    @PostMapping("/einrichtungen/{id}/{sheet}/{record}/entfernen")
    @Requires(Permission.EDIT_CONSTITUENCY)
    ModelAndView remove(@PathVariable UUID id, @PathVariable("sheet") String path, @PathVariable UUID record) {
        var sheet = changeable(path);
        amendments.remove(new EinrichtungId(id), sheet, record);
        return there(id, sheet);
    }

    private Einrichtung einrichtung(UUID id) {
        return constituency.find(new EinrichtungId(id)).orElseThrow(NotHere::new);
    }

    private Entry entry(Sheet sheet, Einrichtung one, @Nullable UUID record) {
        return constituency
                .record(sheet, one.id(), record)
                .orElseThrow(NotHere::new)
                .entry();
    }

    private static Sheet part(String path) {
        return Sheet.ofPath(path).filter(Sheet::part).orElseThrow(NotHere::new);
    }

    private static Sheet changeable(String path) {
        return Sheet.ofPath(path)
                .filter(sheet -> sheet.part() && !sheet.history())
                .orElseThrow(NotHere::new);
    }

    /** A classification is mostly written down by whoever decided it, on the same day. */
    private Function<Field, String> blank(Sheet sheet, Einrichtung one) {
        var today = LocalDate.ofInstant(clock.instant(), Times.ZONE).toString();
        return switch (sheet) {
            case NIS2 ->
                field -> switch (field.name()) {
                    case "decidedBy" -> Acting.now().name();
                    case "decidedOn" -> field.shown(today);
                    default -> "";
                };
            case VERSICHERUNGEN ->
                constituency
                        .record(sheet, one.id(), null)
                        .map(stored -> saved(stored.entry()))
                        .orElse(_ -> "");
            default -> _ -> "";
        };
    }

    private static Function<Field, String> saved(Entry entry) {
        return field -> field.shown(entry.text(field.name()));
    }

    private static Function<Field, String> typed(Map<String, String> typed) {
        return field -> typed.getOrDefault(field.name(), "");
    }

    /** What somebody else saved that differs from what was typed. */
    private List<Sheet.Difference> meanwhile(
            Sheet sheet, Einrichtung one, @Nullable UUID record, Map<String, String> typed) {
        var entry = entry(sheet, one, record);
        return sheet.formFields().stream()
                .filter(field -> typed.containsKey(field.name()))
                .map(field -> new Sheet.Difference(
                        field, typed.getOrDefault(field.name(), "").strip(), entry.text(field.name())))
                .filter(difference -> !difference.before().equals(difference.after())
                        && !difference.before().equals(difference.field().shown(difference.after())))
                .toList();
    }

    private FormPage.Builder form(Locale locale, Sheet sheet, Function<Field, String> values) {
        return new FormPage.Builder(texts, locale, sheet, values);
    }

    private static ModelAndView there(UUID id, Sheet sheet) {
        return SeeOther.at("/einrichtungen/" + id + "#" + sheet.path());
    }

    private static ModelAndView shown(FormPage page) {
        return new ModelAndView("constituency/web/form").addObject("form", page);
    }

    private static ModelAndView refused(FormPage page) {
        var answer = shown(page);
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private static ModelAndView outdated(FormPage page) {
        var answer = shown(page);
        answer.setStatus(HttpStatus.CONFLICT);
        return answer;
    }
}
