package io.moonconnect.http;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.OnJdk25;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import static org.assertj.core.api.Assertions.assertThat;

/** How many threads serve requests. */
@QuarkusTest
@OnJdk25
class EventLoopsTest {

    @Inject
    Vertx vertx;

    @Test
    void there_is_an_event_loop_per_core() {
        assertThat(((VertxInternal) vertx).getEventLoopGroup())
                .hasSize(Runtime.getRuntime().availableProcessors());
    }
}
