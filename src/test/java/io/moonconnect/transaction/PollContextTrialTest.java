package io.moonconnect.transaction;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link PollContext} uses Vert.x' internal interface. When this test fails, that reason is gone. */
class PollContextTrialTest {

    @Test
    void no_public_method_creates_a_context() {
        assertThat(Stream.of(Vertx.class.getMethods())
                        .filter(method -> Context.class.isAssignableFrom(method.getReturnType()))
                        .map(Method::getName))
                .as("public methods that return a context; both return the caller's, if it has one")
                .containsExactlyInAnyOrder("currentContext", "getOrCreateContext");
    }
}
