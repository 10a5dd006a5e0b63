package io.moonconnect.observability;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.context.ThreadContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Api;
import io.moonconnect.testing.FinishedSpans;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.context.SmallRyeThreadContext;
import io.smallrye.context.impl.ThreadContextProviderPlan;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import static org.assertj.core.api.Assertions.assertThat;

/** Without tracing a request passes no code of it. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class TracingOffTest {

    @Inject
    Vertx vertx;

    @Inject
    ThreadContext pipelines;

    @Inject
    FinishedSpans spans;

    @Inject
    Instance<Optional<ExemplarSampler>> exemplars;

    @Test
    void a_callers_trace_is_not_propagated(SimulatorControl moonPay) {
        Api.anybody()
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/v1/assets?code=" + UUID.randomUUID());
        assertThat(moonPay.requests("listAssets")).singleElement().satisfies(sent -> assertThat(sent.headers())
                .doesNotContainKey("traceparent"));
        assertThat(spans.all()).isEmpty();
    }

    @Test
    void no_metric_looks_for_a_trace() {
        assertThat(exemplars.get()).isEmpty();
    }

    @Test
    void vertx_has_no_tracer() {
        assertThat(((VertxInternal) vertx).tracer()).isNull();
    }

    /**
     * Quarkus' extensions enable context capture in pipelines, including that of traces, whether tracing is on or off.
     */
    @Test
    void pipelines_capture_nothing() {
        assertThat(((SmallRyeThreadContext) pipelines).getPlan())
                .returns(true, ThreadContextProviderPlan::isEmpty)
                .satisfies(plan -> assertThat(plan.unchangedProviders).isNotEmpty());
    }
}
