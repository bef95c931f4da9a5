package de.komcert.cli.explain;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import de.komcert.cli.words.Times;
import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Anchor;
import de.komcert.sigma.Answer;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Name;
import de.komcert.sigma.Provenance;
import de.komcert.sigma.Question;
import org.jspecify.annotations.Nullable;

/**
 * Explanations for scripts: for each rule and event one JSON object a line, with everything and in the words of Sigma. What
 * would have cost too much to ask is neither true nor false, but null.
 */
record ExplanationJson(OutputStream out, JsonLine line) implements ExplanationForm {

    ExplanationJson(OutputStream out) {
        this(out, new JsonLine());
    }

    @Override
    public void write(Explained explained) throws IOException {
        var head = explained.rule().head();
        line.open().name("rule").text(head.id());
        line.name("title").text(head.title());
        line.name("ruleFile").text(head.file()).name("line").number(head.line());
        line.name("file").text(explained.at().file());
        line.name("record").number(explained.at().record());
        Times.write(line.name("time"), explained.at().time());
        line.name("host").text(explained.at().host());
        bool("matches", explained.answer() == Answer.YES);
        bool("undecided", explained.answer() == Answer.OPEN);
        provenance(explained.why().provenance());
        texts("lists", explained.why().lists());
        line.name("correlations").openList();
        explained.counted().forEach(this::counted);
        line.closeList();
        line.name("seen").openList();
        for (var step : explained.why().seen()) {
            step(step, step.answer() == explained.why().answer());
        }
        line.closeList().close().end().writeTo(out);
    }

    private void bool(String name, boolean value) {
        line.name(name).literal(Boolean.toString(value));
    }

    private void texts(String name, Iterable<String> texts) {
        line.name(name).openList();
        texts.forEach(line::text);
        line.closeList();
    }

    private void provenance(Provenance provenance) {
        line.name("logsource").open();
        bool("fits", provenance.fits());
        source(line.name("wanted"), provenance.wanted());
        line.name("known").openList();
        provenance.known().forEach(source -> source(line, source));
        line.closeList();
        line.name("channel").text(provenance.channel());
        line.name("eventId").text(provenance.eventId());
        texts(
                "amiss",
                provenance.amiss().stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        line.name("homes").openList();
        for (var home : provenance.homes()) {
            line.open();
            texts("services", home.services().stream().sorted().toList());
            texts("channels", home.channels());
            line.name("where").open();
            home.where().keySet().stream()
                    .sorted()
                    .forEach(field -> texts(field, home.where().getOrDefault(field, List.of())));
            line.close().close();
        }
        line.closeList().close();
    }

    private static void source(JsonLine line, LogSource source) {
        line.open().name("product").text(source.product());
        line.name("category").text(source.category());
        line.name("service").text(source.service()).close();
    }

    private void counted(Explained.Counted counted) {
        line.open().name("rule").text(counted.correlation().head().id());
        line.name("title").text(counted.correlation().head().title());
        line.name("groupBy").open();
        counted.grouping().forEach((name, value) -> line.name(name).text(value));
        line.close().close();
    }

    /** @param decides whether the answer to the whole rests on this step */
    private void step(Explanation.Step step, boolean decides) {
        line.open();
        switch (step) {
            case Explanation.AllOf all -> kind("all", step, decides);
            case Explanation.AnyOf any -> kind("any", step, decides);
            case Explanation.Not not -> kind("not", step, decides);
            case Explanation.Under under -> named(under, decides);
            case Explanation.Check check -> {
                kind("check", step, decides);
                check(check);
            }
        }
        if (!step.parts().isEmpty()) {
            line.name("parts").openList();
            step.parts().forEach(part -> step(part, decides && step.restsOn(part)));
            line.closeList();
        }
        if (step.omitted() > 0) {
            line.name("omitted").number(step.omitted());
        }
        line.close();
    }

    private void named(Explanation.Under step, boolean decides) {
        switch (step.name()) {
            case Name.Selection(var name) -> {
                kind("selection", step, decides);
                line.name("name").text(name);
            }
            case Name.Item(var key, var at) -> {
                kind("item", step, decides);
                line.name("key").text(key).name("line").number(at);
            }
            case Name.Value(var written) -> {
                kind("value", step, decides);
                line.name("written").text(written);
            }
            case Name.Filter(var title, var file, var at) -> {
                kind("filter", step, decides);
                line.name("title").text(title).name("file").text(file);
                line.name("line").number(at);
            }
        }
    }

    private void kind(String kind, Explanation.Step step, boolean decides) {
        line.name("kind").text(kind);
        line.name("holds").literal(step.isOpen() ? "null" : Boolean.toString(step.holds()));
        bool("decides", decides);
    }

    private void check(Explanation.Check check) {
        line.name("field").text(check.field());
        texts("names", check.names());
        question(check.question());
        if (check.field() != null) {
            boolean isNull = check.found().stream().allMatch(found -> found.value() == null);
            line.name("state")
                    .text(check.isOpen() ? "unasked" : check.found().isEmpty() ? "missing" : isNull ? "null" : "value");
        }
        line.name("found").openList();
        for (var found : check.found()) {
            line.open().name("name").text(found.name());
            line.name("value").text(found.value());
            bool("fits", found.fits());
            line.close();
        }
        line.closeList();
        texts("similar", check.similar());
    }

    private void question(Question question) {
        line.name("asks").open();
        switch (question) {
            case Question.Text(var anchor, var text, var cased, var anyDash) ->
                asks(modifier(anchor), text, options(cased, anyDash));
            case Question.Form(var pattern, var cased, var anyDash) ->
                asks("wildcards", pattern, options(cased, anyDash));
            case Question.AnyValue() -> asks("any", null, List.of());
            case Question.Expression(var source, var flags) -> asks("re", source, List.of(flags.split("")));
            case Question.InNetwork(var network) -> asks("cidr", network, List.of());
            case Question.Number(var part, var comparison, var limit) ->
                asks(comparison.word(), limit, part == null ? List.of() : List.of(part.toString()));
            case Question.Nothing() -> asks("null", null, List.of());
            case Question.Presence(var expected) -> asks("exists", Boolean.toString(expected), List.of());
            case Question.OtherField(var field, var anchor, var cased, var values) -> {
                var options = new ArrayList<>(List.of("fieldref"));
                options.addAll(options(cased, false));
                asks(modifier(anchor), field, options);
                line.name("values").openList();
                values.forEach(line::text);
                line.closeList();
            }
        }
        line.close();
    }

    private void asks(String how, @Nullable String value, List<String> options) {
        line.name("how").text(how).name("value").text(value);
        texts("options", options.stream().filter(option -> !option.isEmpty()).toList());
    }

    private static String modifier(Anchor anchor) {
        return switch (anchor) {
            case EQUALS -> "equals";
            case STARTS -> "startswith";
            case ENDS -> "endswith";
            case CONTAINS -> "contains";
        };
    }

    private static List<String> options(boolean cased, boolean anyDash) {
        var options = new ArrayList<String>();
        if (cased) {
            options.add("cased");
        }
        if (anyDash) {
            options.add("windash");
        }
        return options;
    }
}
