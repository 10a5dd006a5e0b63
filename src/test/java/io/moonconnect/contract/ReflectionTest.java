package io.moonconnect.contract;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.JacksonTypes;
import io.moonconnect.testing.ReflectedTypes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Every type that Jackson serializes by reflection must be registered for the native image. */
@QuarkusTest
@TestProfile(AnswersFollowTheDocumentTest.OfItsOwn.class)
@WithTestResource(ExampleMoonPay.class)
class ReflectionTest {

    @Test
    void every_operation_reads_and_writes_registered_types_only() {
        AnswersFollowTheDocumentTest.sendEveryExample();

        Set<Class<?>> met = JacksonTypes.met();

        assertThat(met).hasSizeGreaterThan(20);
        assertThat(ReflectedTypes.all()).containsAll(met);
    }
}
