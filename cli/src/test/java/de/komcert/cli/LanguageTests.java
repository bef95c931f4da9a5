package de.komcert.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import de.komcert.archive.Collection;
import de.komcert.evtx.EvtxReader;
import de.komcert.logs.Inputs;
import de.komcert.sigma.RuleSet;
import de.komcert.traces.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same input gives the same bytes, whatever language the machine speaks. */
class LanguageTests {

    /** A class of the tool and of each library of ours in it. */
    private static final List<Class<?>> OF_EACH =
            List.of(Komcert.class, Inputs.class, Entry.class, EvtxReader.class, RuleSet.class, Collection.class);

    /** What writes numbers, dates or letters as the machine's language does, unless a {@code Locale} is given. */
    private static final Pattern BY_LANGUAGE = Pattern.compile("java/lang/String\\.(formatted\\(.*"
            + "|format\\(Ljava/lang/String;.*|to(Lower|Upper)Case\\(\\).*)"
            + "|java/io/Print(Stream|Writer)\\.(printf|format)\\(Ljava/lang/String;.*"
            + "|java/time/format/DateTimeFormatter\\.(ofPattern\\(Ljava/lang/String;\\)|ofLocalized).*"
            + "|java/text/\\w*Format\\.(get\\w*Instance\\(\\)|<init>\\((Ljava/lang/String;)?\\)).*"
            + "|java/util/(Formatter\\.<init>\\(\\)|Locale\\.getDefault).*");

    @Test
    void nothingIsWrittenAsTheMachinesLanguageDoes() throws Exception {
        for (var one : OF_EACH) {
            var users = new TreeSet<String>();
            int seen = 0;
            for (var type : Compiled.beside(one)) {
                seen++;
                byLanguage(type)
                        .forEach(called -> users.add(
                                ClassFile.of().parse(type).thisClass().asInternalName() + " calls " + called));
            }
            assertThat(seen).as("classes beside %s", one).isGreaterThan(10);
            assertThat(users)
                    .as("calls without a Locale, by which two machines would give two results")
                    .isEmpty();
        }
    }

    @Test
    void whoeverWroteSoWouldBeSeen() throws IOException {
        try (var itself = LanguageTests.class.getResourceAsStream("LanguageTests$Writing.class")) {
            assertThat(byLanguage(itself.readAllBytes()))
                    .containsExactlyInAnyOrder(
                            "java/lang/String.formatted([Ljava/lang/Object;)Ljava/lang/String;",
                            "java/lang/String.toLowerCase()Ljava/lang/String;");
        }
    }

    private static final class Writing {
        @SuppressWarnings("StringCaseLocaleUsage")
        String lower(int number) {
            return "A%d".formatted(number).toLowerCase();
        }
    }

    private static List<String> byLanguage(byte[] type) {
        return StreamSupport.stream(ClassFile.of().parse(type).constantPool().spliterator(), false)
                .filter(MemberRefEntry.class::isInstance)
                .map(MemberRefEntry.class::cast)
                .map(member -> member.owner().asInternalName() + "." + member.name() + member.type())
                .filter(BY_LANGUAGE.asMatchPredicate())
                .toList();
    }
}
