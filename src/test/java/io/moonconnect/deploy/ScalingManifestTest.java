package io.moonconnect.deploy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import static org.assertj.core.api.Assertions.assertThat;

/** Production's replicas: how many, when one more, and what a drained node may take. */
class ScalingManifestTest {

    private final Manifests production = Manifests.of(Manifests.PROD);
    private final HorizontalPodAutoscaler autoscaler = production.only(HorizontalPodAutoscaler.class);

    @Test
    void replicas_are_scaled_by_cpu_of_which_the_pod_asks_for_some() {
        assertThat(autoscaler.getSpec().getScaleTargetRef().getKind()).isEqualTo("Deployment");
        assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(production.only(Deployment.class).getMetadata().getName());
        assertThat(autoscaler.getSpec().getMetrics()).singleElement().satisfies(metric -> {
            assertThat(metric.getType()).isEqualTo("Resource");
            assertThat(metric.getResource().getName()).isEqualTo("cpu");
            assertThat(metric.getResource().getTarget().getAverageUtilization()).isBetween(50, 90);
        });
        assertThat(production.container().getResources().getRequests()).containsKey("cpu");
    }

    @Test
    void there_are_always_two_and_never_more_than_the_rate_is_worth() {
        assertThat(HorizontalScale.of(production).min()).isGreaterThanOrEqualTo(2);
        assertThat(HorizontalScale.of(production).max()).isBetween(3, 10);
    }

    @Test
    void one_more_comes_soon_and_one_less_only_after_streams_would_have_ended() {
        var behavior = autoscaler.getSpec().getBehavior();

        assertThat(behavior.getScaleUp().getStabilizationWindowSeconds()).isLessThanOrEqualTo(60);
        assertThat(Duration.ofSeconds(behavior.getScaleDown().getStabilizationWindowSeconds()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(behavior.getScaleUp().getPolicies())
                .extracting(HPAScalingPolicy::getValue)
                .containsExactly(1);
        assertThat(behavior.getScaleDown().getPolicies()).singleElement().satisfies(policy -> {
            assertThat(policy.getValue()).isEqualTo(1);
            assertThat(policy.getPeriodSeconds()).isGreaterThanOrEqualTo(300);
        });
    }

    @Test
    void nodes_are_drained_one_replica_at_a_time() {
        var budget = production.only(PodDisruptionBudget.class).getSpec();

        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSelector().getMatchLabels())
                .isEqualTo(production
                        .only(Deployment.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
    }
}
