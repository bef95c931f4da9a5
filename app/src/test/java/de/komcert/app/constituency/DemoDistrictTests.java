package de.komcert.app.constituency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static de.komcert.app.constituency.EinrichtungType.*;
import static org.assertj.core.api.Assertions.assertThat;

@ConstituencyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoDistrictTests {

    /** The numbers that are kept free for films and books. */
    private static final Pattern FICTIONAL_NUMBER = Pattern.compile(
            "\\+49(3023125\\d{3}|4066969\\d{3}|6990009\\d{3}|2214710\\d{3}|8999998\\d{3}|17139200\\d{2}|176040690\\d{2})");

    private static final List<AddressRange> DOCUMENTATION = Stream.of(
                    "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
            .map(range -> AddressRange.parse(range).orElseThrow())
            .toList();

    @Autowired
    ConstituencyImport files;

    @Autowired
    Constituency constituency;

    static String file(Sheet sheet) {
        try {
            return new ClassPathResource("demo/" + sheet.path() + ".csv").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Profile> district() {
        return Acting.as(
                Visitors.ANALYST,
                () -> constituency.all().stream()
                        .map(one -> constituency.profile(one.id()).orElseThrow())
                        .toList());
    }

    @BeforeAll
    void importDistrict(@Autowired BlankConstituency blank) {
        blank.clear();
        for (var sheet : Sheet.values()) {
            var plan = Acting.as(Visitors.ANALYST, () -> files.apply(sheet, file(sheet)));
            assertThat(plan.findings()).as(sheet.path()).isEmpty();
        }
    }

    @Test
    void theSevenTownsAddUpToTheDistrict() {
        var all = district();
        assertThat(all).hasSize(16);
        int towns = all.stream()
                .filter(one ->
                        EnumSet.of(STADT, GEMEINDE).contains(one.einrichtung().type()))
                .mapToInt(one -> Objects.requireNonNull(one.einrichtung().size().inhabitants()))
                .sum();
        assertThat(towns).isEqualTo(168_400);
        var kreis =
                all.stream().filter(one -> one.einrichtung().type() == KREIS).toList();
        assertThat(kreis).hasSize(1);
        assertThat(kreis.getFirst().einrichtung().size().inhabitants()).isEqualTo(towns);
    }

    @Test
    void everyNumberIsFictional() {
        var numbers = district().stream()
                .flatMap(one -> Stream.of(
                                Stream.of(one.einrichtung().phone()),
                                one.contacts().stream()
                                        .flatMap(contact -> Stream.of(contact.phone(), contact.mobile())),
                                one.trunks().stream().flatMap(trunk -> Stream.of(trunk.first(), trunk.last())),
                                Stream.ofNullable(one.insurer()).map(Insurer::hotline))
                        .flatMap(stream -> stream))
                .filter(Objects::nonNull)
                .map(PhoneNumber::e164)
                .toList();
        assertThat(numbers)
                .hasSizeGreaterThan(200)
                .allMatch(number -> FICTIONAL_NUMBER.matcher(number).matches());
    }

    @Test
    void everyNameAndAddressIsKeptForExamples() {
        var all = district();
        assertThat(all.stream()
                        .flatMap(one -> one.domains().stream())
                        .map(domain -> domain.name().value()))
                .hasSizeGreaterThanOrEqualTo(16)
                .allMatch(name -> name.endsWith(".example"));
        assertThat(all.stream().flatMap(one -> one.contacts().stream()).map(Contact::mail))
                .isNotEmpty()
                .allMatch(mail -> mail.endsWith(".example"));
        assertThat(all.stream().flatMap(one -> one.networks().stream()).map(Network::range))
                .hasSizeGreaterThanOrEqualTo(16)
                .allMatch(range -> DOCUMENTATION.stream().anyMatch(block -> block.contains(first(range))));
    }

    private static InetAddress first(AddressRange range) {
        try {
            return InetAddress.getByAddress(range.first());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyEinrichtungCanBeReachedAndIsClassified() {
        assertThat(district()).allSatisfy(one -> {
            assertThat(one.contacts()).as(one.einrichtung().shortName()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(one.contacts()).anyMatch(Contact::deputy);
            assertThat(one.currentNis2())
                    .get()
                    .extracting(Nis2::reason)
                    .asString()
                    .isNotEmpty();
            assertThat(one.domains()).isNotEmpty();
            assertThat(one.networks()).isNotEmpty();
            assertThat(one.trunks()).isNotEmpty();
            assertThat(one.sites()).isNotEmpty();
            assertThat(one.products()).isNotEmpty();
        });
    }

    @Test
    void schoolsHaveTheirAuthorityAndTownsTheirProvider() {
        var all = district();
        assertThat(all.stream().filter(one -> one.einrichtung().type() == SCHULE))
                .hasSize(3)
                .allMatch(one -> one.carriedBy(RelationKind.SCHULTRAEGER).size() == 1);
        assertThat(all.stream().filter(one -> one.einrichtung().type() == STADT))
                .hasSize(3)
                .allMatch(one -> one.carriedBy(RelationKind.DIENSTLEISTER)
                        .getFirst()
                        .shortName()
                        .equals("Vennmark-IT"));
    }

    @ParameterizedTest
    @EnumSource(Sheet.class)
    void whatComesOutGoesInAgainUnchanged(Sheet sheet) {
        Acting.run(Visitors.ANALYST, () -> {
            var again = files.preview(sheet, files.export(sheet));
            assertThat(again.findings()).isEmpty();
            assertThat(again.changes()).isEmpty();
            assertThat(again.unchanged())
                    .isEqualTo(CsvFile.parse(file(sheet)).rows().size());
            var same = files.preview(sheet, file(sheet));
            assertThat(same.changes()).isEmpty();
        });
    }

    @Test
    void aCallerIsFound() {
        Acting.run(Visitors.ANALYST, () -> {
            assertThat(names("Berufskolleg")).containsExactly("Berufskolleg Vennmark");
            assertThat(names("bk-vennmark.example")).containsExactly("Berufskolleg Vennmark");
            assertThat(names("https://www.bk-vennmark.example/aktuelles")).containsExactly("Berufskolleg Vennmark");
            assertThat(names("0221 4710-540")).containsExactly("Berufskolleg Vennmark");
            assertThat(names("+49 221 4710-555")).as("within its trunk").containsExactly("Berufskolleg Vennmark");
            assertThat(names("0176 040690-20")).containsExactly("Gesamtschule am Eulenberg");
            assertThat(names("lindhoevel gemeinde")).containsExactly("Gemeinde Lindhövel");
            assertThat(names("Tersteegen")).containsExactly("Stadt Kranichfurt");
            assertThat(names("%")).isEmpty();
            assertThat(names("  ")).isEmpty();
            assertThat(constituency.recognise("berufskolleg vennmark")).isPresent();
            assertThat(constituency.recognise("Vennmark"))
                    .as("several have it in their names")
                    .isEmpty();
        });
    }

    private List<String> names(String text) {
        return constituency.search(text).stream().map(Einrichtung::shortName).toList();
    }

    @Test
    void aRoleIsAnsweredByWhoeverHoldsItThenByTheDeputy() {
        Acting.run(Visitors.ANALYST, () -> {
            var town = constituency.search("stadt kranichfurt").getFirst();
            assertThat(constituency.contacts(town.id()))
                    .filteredOn(contact -> contact.role() == ContactRole.ITL)
                    .extracting(Contact::name)
                    .containsExactly("Jonas Tersteegen", "Swantje Hörsterkamp");
            assertThat(constituency.insurer(town.id())).get().matches(Insurer::askBeforeForensics);
        });
    }

    @Test
    void aroundASchoolStandTheSchoolThenWhoeverIsResponsibleForIt() {
        var school = district().stream()
                .filter(one -> one.relations().stream()
                        .anyMatch(relation -> relation.kind() == RelationKind.SCHULTRAEGER
                                && relation.to().equals(one.einrichtung())))
                .findFirst()
                .orElseThrow();
        var around = Acting.as(
                Visitors.ANALYST,
                () -> constituency.around(List.of(school.einrichtung().id())));

        assertThat(around.getFirst().einrichtung()).isEqualTo(school.einrichtung());
        assertThat(around.getFirst().is()).isNull();
        assertThat(around.getFirst().contacts()).isEqualTo(school.contacts());
        assertThat(around.get(1).is()).isEqualTo(RelationKind.SCHULTRAEGER);
        assertThat(around.get(1).contacts()).isNotEmpty();
        assertThat(around)
                .extracting(Constituency.Around::einrichtung)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(school.einrichtung()),
                                school.relations().stream()
                                        .filter(relation -> relation.to().equals(school.einrichtung()))
                                        .map(Relation::from))
                        .distinct()
                        .toList());
        assertThat(Acting.as(Visitors.ANALYST, () -> constituency.around(List.of())))
                .isEmpty();
    }
}
