package io.moonconnect.moonpay.permit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link EarliestTimer} sets its timer on a context of its own. When this test fails, that reason is gone. */
class EarliestTimerTrialTest {

    private static final long PATIENCE_SECONDS = 20;

    @Test
    void a_timer_runs_on_the_context_of_the_request_that_sets_it() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            ContextInternal request = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
            CompletableFuture<Context> rung = new CompletableFuture<>();
            request.runOnContext(turn -> vertx.setTimer(1, id -> rung.complete(Vertx.currentContext())));
            assertThat(rung.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the context of the timer")
                    .isSameAs(request);
        } finally {
            vertx.close();
        }
    }
}
