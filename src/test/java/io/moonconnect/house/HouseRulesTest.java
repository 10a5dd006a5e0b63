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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the house: which room may use which, and what no room does. */
class HouseRulesTest {

    private static final String OURS = "io.moonconnect..";
    private static final Path SOURCES = Path.of("src/main/java");

    /** Above this many lines a main class probably does two things. */
    private static final long LONGEST_FILE = 250;

    /** What each room may use beside itself, the JDK and libraries. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("config", List.of()),
            Map.entry("file", List.of()),
            Map.entry("caller", List.of("file", "problem")),
            Map.entry("stream", List.of("caller", "problem")),
            Map.entry("trace", List.of("problem")),
            Map.entry("moonpay", List.of("file", "trace", "problem")),
            Map.entry("audit", List.of("caller", "problem")),
            Map.entry("disclosure", List.of("audit", "moonpay", "caller", "file", "problem")),
            Map.entry("connection", List.of("disclosure", "audit", "moonpay", "caller", "problem")),
            Map.entry("session", List.of("audit", "moonpay", "caller", "problem")),
            Map.entry("paymentmethod", List.of("audit", "moonpay", "caller", "problem")),
            Map.entry(
                    "quote", List.of("paymentmethod", "disclosure", "audit", "moonpay", "stream", "caller", "problem")),
            Map.entry("transaction", List.of("moonpay", "stream", "caller", "problem")),
            Map.entry("customer", List.of("moonpay", "caller", "problem")),
            Map.entry("asset", List.of("moonpay", "caller", "problem")),
            Map.entry("webhook", List.of("transaction", "moonpay", "trace", "caller", "file", "problem")),
            Map.entry("simulator", List.of()));

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect");

    @TestFactory
    Stream<DynamicTest> a_room_uses_only_the_rooms_it_may() {
        return MAY_USE.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String[] others = MAY_USE.keySet().stream()
                            .filter(other -> !other.equals(room.getKey()))
                            .filter(other -> !room.getValue().contains(other))
                            .map(other -> "io.moonconnect." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that(resideInAPackage("io.moonconnect." + room.getKey() + ".."))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .allowEmptyShould(true)
                            .check(MAIN);
                }));
    }

    @Test
    void every_room_is_in_the_plan() {
        classes()
                .that()
                .resideInAPackage(OURS)
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("io.moonconnect"),
                                MAY_USE.keySet().stream().map(room -> "io.moonconnect." + room + ".."))
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void rooms_have_no_cycles() {
        slices().matching("io.moonconnect.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_the_rooms_that_call_moonpay_or_a_sink_have_an_http_client() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.moonconnect.moonpay..", "io.moonconnect.webhook..", "io.moonconnect.simulator..")
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
                .haveNameNotMatching("io\\.moonconnect\\.SystemClock")
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
    void beans_are_handed_what_they_need_by_constructor() {
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
    Stream<DynamicTest> a_room_says_what_lives_in_it() {
        return sources()
                .map(Path::getParent)
                .distinct()
                .map(room ->
                        DynamicTest.dynamicTest(room.toString(), () -> assertThat(room.resolve("package-info.java"))
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
