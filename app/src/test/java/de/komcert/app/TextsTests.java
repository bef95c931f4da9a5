package de.komcert.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every visible text lies in a bundle, in both languages, and says the same things. */
class TextsTests {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern CALL = Pattern.compile("shell\\.t\\(\"([^\"]+)\"(\\s*\\+)?");
    private static final Pattern REFUSAL = Pattern.compile("new\\s+Refusal\\(\\s*\"([^\"]+)\"");

    /** An apostrophe that stands alone: it begins a quotation in a pattern and is not shown. */
    private static final Pattern SWALLOWED = Pattern.compile("(?<!')'(?!')");

    private static final Set<String> KEYS = keys();

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesSayTheSame(String bundle) throws IOException {
        var german = read(bundle, "de");
        var english = read(bundle, "en");

        assertThat(german).isNotEmpty();
        assertThat(english.keySet()).isEqualTo(german.keySet());
        german.forEach((key, text) -> assertThat(arguments(english.get(key)))
                .as("arguments of %s", key)
                .isEqualTo(arguments(text)));
    }

    @Test
    void theHeadOfATableNamesTheSameColumnsInBothLanguages() throws IOException {
        int heads = 0;
        for (var bundle : bundles().toList()) {
            var english = read(bundle, "en");
            for (var text : read(bundle, "de").entrySet()) {
                if (text.getKey().endsWith("csvHead")) {
                    heads++;
                    assertThat(columns(english.get(text.getKey())))
                            .as(text.getKey())
                            .isEqualTo(columns(text.getValue()));
                }
            }
        }
        assertThat(heads).isPositive();
    }

    private static int columns(String head) {
        return head.split(";").length;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextIsAPatternThatLosesNothing(String bundle) throws IOException {
        for (var language : List.of("de", "en")) {
            read(bundle, language).forEach((key, text) -> {
                assertThat(new MessageFormat(text, Locale.GERMAN)).as(key).isNotNull();
                assertThat(text).as(key).doesNotContainPattern(SWALLOWED).isNotBlank();
            });
        }
    }

    @Test
    void noKeyStandsInTwoBundles() throws IOException {
        var seen = new TreeMap<String, String>();
        for (var bundle : bundles().toList()) {
            for (var key : read(bundle, "de").keySet()) {
                assertThat(seen.put(key, bundle)).as(key).isNull();
            }
        }
    }

    @Test
    void everyKeyOfATemplateExists() {
        var calls = 0;
        for (var template : Sources.templates().entrySet()) {
            var found = CALL.matcher(template.getValue());
            while (found.find()) {
                calls++;
                var key = found.group(1);
                // With a constant behind it the literal is the beginning of a key, with or without its dot.
                var beginning = key.endsWith(".") ? key : key + ".";
                var exists = found.group(2) == null && KEYS.contains(key)
                        || KEYS.stream().anyMatch(known -> known.startsWith(beginning));
                assertThat(exists).as("%s in %s", key, template.getKey()).isTrue();
            }
        }
        assertThat(calls).isGreaterThan(300);
    }

    @Test
    void everyRefusalHasItsSentence() {
        var refusals = new TreeSet<String>();
        for (var source : Sources.java().values()) {
            REFUSAL.matcher(source).results().map(found -> found.group(1)).forEach(refusals::add);
        }

        assertThat(refusals).hasSizeGreaterThan(20).isSubsetOf(KEYS);
    }

    @Test
    void noTemplateSpeaksItself() {
        var templates = Sources.templates();
        assertThat(templates).hasSizeGreaterThan(20);

        templates.forEach((file, template) ->
                assertThat(Visible.words(template)).as("words in %s", file).isEmpty());
    }

    @Test
    void wordsBetweenTagsAreSeen() {
        assertThat(Visible.words("@param String a\n<p class=\"x\">Bitte ${shell.t(\"a.b\")} warten</p>"))
                .containsExactly("Bitte", "warten");
        assertThat(Visible.words("@if(a > b)<b>Nein</b>@else · T0, Nr. 7 @endif"))
                .containsExactly("Nein");
        assertThat(Visible.words("<img alt=\"Ein Bild\"><input placeholder=\"Ihr Name\">"))
                .containsExactly("Ein", "Bild", "Ihr", "Name");
        assertThat(Visible.words("@template.web.page(shell = shell, title = shell.t(\"a\"), content = @`<p>Da</p>`)"))
                .containsExactly("Da");
    }

    static Stream<String> bundles() throws IOException {
        try (var files = Files.list(Sources.bundles())) {
            var names = files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".properties"))
                    .map(name -> name.replaceFirst("_(de|en)\\.properties$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).contains("web", "identity", "constituency", "incident");
            return names.stream();
        }
    }

    private static Set<Integer> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeMap<String, String> read(String bundle, String language) throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Sources.bundles().resolve(bundle + "_" + language + ".properties"))) {
            properties.load(file);
        }
        var texts = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    private static Set<String> keys() {
        try {
            var keys = new TreeSet<String>();
            for (var bundle : bundles().toList()) {
                keys.addAll(read(bundle, "de").keySet());
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
