package io.moonconnect.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The architecture rules: allowed dependencies between packages, and forbidden APIs. */
class HouseRulesTest {

    private static final String EVERY_PACKAGE = "io.moonconnect..";
    private static final Path SOURCES = Path.of("src/main/java");

    /** Above this many lines a main class probably does two things. */
    private static final long LONGEST_FILE = 250;

    /** What each package may use besides itself, the JDK and libraries. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("time", List.of()),
            Map.entry("credential", List.of()),
            Map.entry("observability", List.of()),
            Map.entry("reload", List.of()),
            Map.entry("proxy", List.of("reload")),
            Map.entry("redis", List.of()),
            Map.entry("problem", List.of()),
            Map.entry("config", List.of()),
            Map.entry("http", List.of("problem", "credential", "observability")),
            Map.entry("caller", List.of("http", "problem", "credential", "reload")),
            Map.entry("stream", List.of("http", "problem")),
            Map.entry(
                    "moonpay",
                    List.of("http", "problem", "credential", "reload", "proxy", "redis", "observability", "time")),
            Map.entry("sink", List.of("credential", "reload", "proxy", "observability")),
            Map.entry("audit", List.of("sink", "proxy", "caller", "http", "problem", "credential")),
            Map.entry("disclosure", List.of("audit", "moonpay", "http", "problem", "credential", "reload")),
            Map.entry("acceptance", List.of("disclosure", "audit", "caller", "http", "problem", "credential")),
            Map.entry("connection", List.of("disclosure", "audit", "moonpay", "http", "problem")),
            Map.entry("session", List.of("audit", "moonpay", "caller", "http", "problem", "credential")),
            Map.entry("paymentmethod", List.of("audit", "moonpay", "http", "problem", "credential", "time")),
            Map.entry(
                    "quote",
                    List.of(
                            "paymentmethod",
                            "disclosure",
                            "audit",
                            "moonpay",
                            "stream",
                            "http",
                            "problem",
                            "credential",
                            "time")),
            Map.entry("transaction", List.of("moonpay", "stream", "http", "problem", "credential", "redis")),
            Map.entry("customer", List.of("audit", "moonpay", "caller", "http", "problem", "credential")),
            Map.entry("asset", List.of("moonpay")),
            Map.entry(
                    "webhook",
                    List.of(
                            "transaction",
                            "moonpay",
                            "caller",
                            "sink",
                            "http",
                            "problem",
                            "credential",
                            "reload",
                            "proxy",
                            "redis")),
            Map.entry("simulator", List.of()));

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect");

    @TestFactory
    Stream<DynamicTest> a_package_uses_only_the_packages_it_may() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] others = MAY_USE.keySet().stream()
                            .filter(other -> !other.equals(entry.getKey()))
                            .filter(other -> !entry.getValue().contains(other))
                            .map(other -> "io.moonconnect." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that(resideInAPackage("io.moonconnect." + entry.getKey() + ".."))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .allowEmptyShould(true)
                            .check(MAIN);
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_allowed_package_is_used() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertThat(entry.getValue())
                        .allMatch(other -> uses(entry.getKey(), other))));
    }

    private static boolean uses(String one, String other) {
        DescribedPredicate<JavaClass> isOfOther = resideInAPackage("io.moonconnect." + other + "..");
        return MAIN.that(resideInAPackage("io.moonconnect." + one + "..")).stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .anyMatch(dependency -> isOfOther.test(dependency.getTargetClass()));
    }

    @Test
    void every_package_is_in_the_plan() {
        classes()
                .that()
                .resideInAPackage(EVERY_PACKAGE)
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("io.moonconnect"),
                                MAY_USE.keySet().stream().map(name -> "io.moonconnect." + name + ".."))
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.moonconnect.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_packages_that_call_moonpay_or_a_sink_have_an_http_client() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.moonconnect.moonpay..", "io.moonconnect.sink..", "io.moonconnect.simulator..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.http.HttpClient")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(MAIN);
    }

    @Test
    void nothing_blocks_or_starts_threads() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.moonconnect.simulator")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.CountDownLatch")
                .because("only the start of the simulator waits, before the first request")
                .check(MAIN);
    }

    @Test
    void time_is_a_clock_that_is_passed_in() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.moonconnect\\.time\\.SystemClock")
                .and()
                .resideOutsideOfPackage("io.moonconnect.simulator..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }

    @Test
    void beans_use_constructor_injection() {
        fields().should().notBeAnnotatedWith(Inject.class).check(MAIN);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|DTO)(\\$.*)?")
                .check(MAIN);
    }

    @TestFactory
    Stream<DynamicTest> a_package_is_documented() {
        return sources()
                .map(Path::getParent)
                .distinct()
                .map(directory -> DynamicTest.dynamicTest(
                        directory.toString(), () -> assertThat(directory.resolve("package-info.java"))
                                .content()
                                .contains("/**")));
    }

    @Test
    void files_stay_small() {
        assertThat(sources().filter(source -> lines(source) > LONGEST_FILE)).isEmpty();
    }

    private static Stream<Path> sources() {
        try {
            return Files.walk(SOURCES).filter(path -> path.toString().endsWith(".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long lines(Path source) {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
