package io.moonconnect.house;

import java.io.Closeable;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What would break a native image, or make it another program than the one that tests run: no native image is built in CI.
 * The simulator is never in one.
 */
class NativeImageRulesTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.moonconnect")
            .that(DescribedPredicate.not(resideInAPackage("io.moonconnect.simulator..")));

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

    /** Quarkus initialises classes when the image is built: a seed, a thread or a file of that machine would be in it. */
    @Test
    void nothing_of_the_machine_that_builds_is_kept_in_a_static_field() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(assignableTo(Random.class)
                        .or(assignableTo(Thread.class))
                        .or(assignableTo(Executor.class))
                        .or(assignableTo(Closeable.class))
                        .or(assignableTo(Clock.class))
                        .or(assignableTo(Instant.class))
                        .or(assignableTo(UUID.class)))
                .check(SERVICE);
    }

    @Test
    void no_time_and_no_setting_is_read_when_a_class_is_initialised() {
        assertThat(SERVICE.stream()
                        .flatMap(type -> type.getStaticInitializer().stream())
                        .flatMap(initializer -> initializer.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(System.class))
                        .map(call -> call.getOriginOwner().getName() + " calls " + call.getName()))
                .filteredOn(call -> call.matches(".* (nanoTime|currentTimeMillis|getenv|getProperty)"))
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
}
