package io.moonconnect.house;

import java.io.Closeable;
import java.io.File;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.moonconnect.testing.ApplicationProperties;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * What would break a native image, or make it another program than the one that tests run. {@code .ci/run} builds one; these
 * rules name the line that is wrong, and need no builder. Rules about what a class holds when it is initialised are for the
 * simulator too, although only development and demo builds have it.
 */
class NativeImageRulesTest {

    private static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect");

    private static final JavaClasses SERVICE =
            ALL.that(DescribedPredicate.not(resideInAPackage("io.moonconnect.simulator..")));

    /** No image heap takes a buffer of Netty's or Vert.x'; the others would be those of the machine that built it. */
    private static final List<Class<?>> NOT_IN_AN_IMAGE = List.of(
            Buffer.class,
            ByteBuf.class,
            ByteBuffer.class,
            TokenStreamFactory.class,
            ObjectMapper.class,
            Random.class,
            Thread.class,
            Executor.class,
            Closeable.class,
            Clock.class,
            Instant.class,
            UUID.class,
            File.class);

    /** Of the machine or of the moment; what a class reads of these when it is initialised is fixed when an image is built. */
    private static final Map<Class<?>, String> READ_ONCE = Map.ofEntries(
            Map.entry(System.class, "nanoTime|currentTimeMillis|getenv|getProperty|getProperties|lineSeparator"),
            Map.entry(Boolean.class, "getBoolean"),
            Map.entry(Integer.class, "getInteger"),
            Map.entry(Long.class, "getLong"),
            Map.entry(Runtime.class, "availableProcessors|maxMemory|totalMemory|freeMemory"),
            Map.entry(Instant.class, "now"),
            Map.entry(Clock.class, "system.*|tick.*"),
            Map.entry(UUID.class, "randomUUID"),
            Map.entry(Math.class, "random"),
            Map.entry(ThreadLocalRandom.class, ".*"),
            Map.entry(ZoneId.class, "systemDefault"),
            Map.entry(Locale.class, "getDefault"),
            Map.entry(Charset.class, "defaultCharset"),
            Map.entry(ProcessHandle.class, "current"),
            Map.entry(InetAddress.class, "get.*"),
            Map.entry(Files.class, ".*"));

    /** Jackson looks into types too: those are held by {@code ReflectionTest} and {@code NativeSourcesIT}. */
    @Test
    void nothing_looks_up_classes_or_members_at_run_time() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Constructor.class,
                        Field.class,
                        Method.class,
                        Proxy.class,
                        MethodHandles.class,
                        ServiceLoader.class)
                .because("none of it is registered")
                .check(SERVICE);
    }

    @Test
    void nothing_is_serialised_by_java() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("no type is registered for it")
                .check(SERVICE);
    }

    /** Quarkus initialises classes when the image is built. */
    @Test
    void nothing_that_cannot_be_in_an_image_is_held_by_a_static_field_or_behind_one() {
        assertThat(StaticObjects.find(initialisedAtBuildTime(), NativeImageRulesTest::notInAnImage))
                .isEmpty();
    }

    @Test
    void a_buffer_behind_a_static_field_is_found() {
        assertThat(StaticObjects.find(List.of(Planted.class), NativeImageRulesTest::notInAnImage))
                .singleElement(STRING)
                .startsWith(Planted.class.getName() + ".ANSWERS (value).body");
    }

    /** Also where the field is filled later. */
    @Test
    void no_static_field_is_of_a_type_that_cannot_be_in_an_image() {
        noFields()
                .that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(
                        DescribedPredicate.describe("are initialised at build time", type -> !initialisedAtRunTime()
                                .contains(type.getName())))
                .should()
                .haveRawType(DescribedPredicate.describe(
                        "is not for an image", type -> NOT_IN_AN_IMAGE.stream().anyMatch(type::isAssignableTo)))
                .check(ALL);
    }

    @Test
    void what_is_initialised_at_run_time_is_there() {
        assertThat(initialisedAtRunTime()).hasSizeGreaterThan(1).allSatisfy(name -> assertThatCode(
                        () -> Class.forName(name, false, getClass().getClassLoader()))
                .as(name)
                .doesNotThrowAnyException());
    }

    @Test
    void nothing_of_the_machine_or_the_moment_is_read_when_a_class_is_initialised() {
        assertThat(SERVICE.stream()
                        .filter(type -> !initialisedAtRunTime().contains(type.getName()))
                        .flatMap(type -> type.getStaticInitializer().stream())
                        .flatMap(NativeImageRulesTest::reached)
                        .flatMap(code -> code.getCallsFromSelf().stream())
                        .filter(call -> READ_ONCE.entrySet().stream()
                                .anyMatch(read -> call.getTargetOwner().isEquivalentTo(read.getKey())
                                        && call.getName().matches(read.getValue())))
                        .map(JavaCall::getDescription))
                .isEmpty();
    }

    @Test
    void only_the_charsets_that_every_image_has_are_used() {
        noClasses()
                .should()
                .callMethod(Charset.class, "forName", String.class)
                .orShould()
                .callMethod(String.class, "getBytes", String.class)
                .check(SERVICE);
    }

    private static final class Planted {
        private record Answer(Buffer body) {}

        static final Map<String, Answer> ANSWERS = Map.of("planted", new Answer(Buffer.buffer("{}")));
    }

    private static boolean notInAnImage(Object object) {
        return NOT_IN_AN_IMAGE.stream().anyMatch(type -> type.isInstance(object));
    }

    private static List<Class<?>> initialisedAtBuildTime() {
        return ALL.stream()
                .filter(type -> !initialisedAtRunTime().contains(type.getName()))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private static Set<String> initialisedAtRunTime() {
        return Pattern.compile("--initialize-at-run-time=([^\\s,]+)")
                .matcher(ApplicationProperties.get("quarkus.native.additional-build-args"))
                .results()
                .map(argument -> argument.group(1))
                .collect(Collectors.toSet());
    }

    /** A piece of our code, and all of our code that it calls. */
    private static Stream<JavaCodeUnit> reached(JavaCodeUnit start) {
        Set<JavaCodeUnit> reached = new LinkedHashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            JavaCodeUnit next = open.remove();
            if (reached.add(next)) {
                next.getCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().getPackageName().startsWith("io.moonconnect"))
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .map(JavaCodeUnit.class::cast)
                        .forEach(open::add);
            }
        }
        return reached.stream();
    }
}
