package de.komcert.app;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import de.komcert.app.access.OpenToAll;
import de.komcert.app.access.Requires;
import de.komcert.app.web.FormOn;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows of docs/structure.md, and the rules that no compiler knows. */
class ArchitectureTests {

    private static final Set<String> MODULES = Set.of(
            "access",
            "api",
            "audit",
            "constituency",
            "database",
            "demo",
            "disk",
            "forensics",
            "identity",
            "incident",
            "search",
            "shared",
            "vault",
            "web");

    /** Who may ask the system for the time: the one clock, the demo's clock, and what runs before any bean exists. */
    private static final Set<String> OWN_TIME = Set.of(
            "de.komcert.app.Lagezentrum",
            "de.komcert.app.demo.DemoClock",
            "de.komcert.app.demo.DemoIncidents",
            "de.komcert.app.database.ServerLog");

    /** By which a program reaches others; the driver of the database has its own. */
    private static final Set<String> CONNECTIONS = Set.of(
            "java.net.DatagramSocket",
            "java.net.HttpURLConnection",
            "java.net.Socket",
            "java.net.URLConnection",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.SocketChannel");

    private static final ApplicationModules APPLICATION = ApplicationModules.of(Lagezentrum.class);

    /** Without what JTE generates from the templates. */
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(Pattern.compile(".*/Jte[^/]*\\.class")))
            .importPackages("de.komcert.app");

    @Test
    void everyArrowPointsDownwards() {
        APPLICATION.verify();
    }

    @Test
    void theModulesAreTheExpectedOnes() {
        assertThat(APPLICATION.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void everyModuleSaysWhatItDependsOn() throws ReflectiveOperationException {
        for (var module : APPLICATION.stream().toList()) {
            var front = Class.forName(module.getBasePackage().getName() + ".package-info");
            var declared = front.getAnnotation(ApplicationModule.class);

            assertThat(declared).as("@ApplicationModule of %s", module).isNotNull();
            // Without a declaration the annotation allows everything, by one token that stands for it.
            assertThat(declared.allowedDependencies())
                    .as("allowedDependencies of %s", module)
                    .isNotEqualTo(ApplicationModule.class
                            .getMethod("allowedDependencies")
                            .getDefaultValue())
                    .doesNotContain(ApplicationModule.OPEN_TOKEN);
        }
    }

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .and()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .beAnnotatedWith(Requires.class)
                .orShould()
                .beAnnotatedWith(OpenToAll.class)
                .because("a page nobody thought about must not be open by accident")
                .check(CODE);
        assertThat(handlerCount()).isGreaterThan(50);
    }

    @Test
    void everyFormOfAnIncidentSaysOnWhichPageItStands() {
        methods()
                .that()
                .areAnnotatedWith(PostMapping.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("de.komcert.app.incident.web")
                .and()
                .haveRawReturnType(String.class)
                .should()
                .beAnnotatedWith(FormOn.class)
                .because("a refused form goes back to whoever sent it, with everything in it")
                .check(CODE);
    }

    @Test
    void onlyAccessTellsTheDatabaseWhoActs() {
        var managers = CODE.that(JavaClass.Predicates.assignableTo(JdbcTransactionManager.class));

        assertThat(managers).extracting(JavaClass::getPackageName).containsExactly("de.komcert.app.access");
        assertThat(Sources.java().entrySet().stream()
                        .filter(source -> source.getValue().contains("set_config"))
                        .map(source -> source.getKey().getFileName().toString()))
                .as("row-level security trusts this setting, so one place writes it")
                .containsExactly("ActorTransactions.java");
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should(new ArchCondition<JavaClass>("not be called Manager, Helper, Util or Impl") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var vague = type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl)");
                        events.add(new SimpleConditionEvent(type, !vague, type.getName()));
                    }
                })
                .because("such a name tells nothing about what the class is for")
                .check(CODE);
    }

    @Test
    void sharedHoldsValuesOnly() {
        classes()
                .that()
                .resideInAPackage("de.komcert.app.shared..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beRecords()
                .orShould()
                .beEnums()
                .because("what every module uses must not do anything")
                .check(CODE);
    }

    @Test
    void nobodyDependsOnTheEdge() {
        for (var edge : CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.matches("de\\.komcert\\.app\\.[a-z]+\\.(web|api)"))
                .collect(Collectors.toCollection(TreeSet::new))) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(edge)
                    .should()
                    .dependOnClassesThat(resideInAPackage(edge))
                    .because("pages and API are ways in; what others need lies below them")
                    .check(CODE);
        }
        assertThat(CODE.containPackage("de.komcert.app.incident.web")).isTrue();
        assertThat(CODE.containPackage("de.komcert.app.constituency.api")).isTrue();
    }

    @Test
    void nothingConnectsToTheOutside() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net.http..",
                        "javax.net..",
                        "jakarta.mail..",
                        "org.springframework.mail..",
                        "org.springframework.web.client..",
                        "org.springframework.web.reactive.."))
                .orShould()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are connections", type -> CONNECTIONS.contains(type.getName())))
                .because(
                        "nothing leaves, least of all of an exercise, until one gate asks whether it may: see ADR 0028")
                .check(CODE);
    }

    @Test
    void oneClockTellsTheTime() {
        noClasses()
                .that(areNotNamed(OWN_TIME))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("tests and the demo tell the time, and times in records must agree")
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are java.util.Date", type -> type.isEquivalentTo(Date.class)))
                .because("java.time says what it means")
                .check(CODE);
        for (var name : OWN_TIME) {
            assertThat(CODE.get(name).getMethodCallsFromSelf())
                    .as("%s still needs its exception", name)
                    .anyMatch(call -> Set.of("now", "systemUTC").contains(call.getName()));
        }
    }

    @Test
    void everyPackageIsNullMarked() throws ClassNotFoundException {
        var packages = CODE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).hasSizeGreaterThan(MODULES.size());

        for (var name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as("@NullMarked of %s", name)
                    .isTrue();
        }
    }

    private static long handlerCount() {
        return CODE.stream()
                .filter(type -> type.isMetaAnnotatedWith(Controller.class))
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
                .count();
    }

    private static DescribedPredicate<JavaClass> areNotNamed(Set<String> names) {
        return DescribedPredicate.describe(
                "have no reason for a time of their own", type -> !names.contains(type.getName()));
    }
}
