package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Why SmallRye Fault Tolerance is not used. Both defects are in 6.10.0. Once a test fails, its defect is fixed; once
 * both do, {@link CircuitBreaker} can be replaced.
 */
class GuardTrialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final class Answer extends TypeLiteral<Uni<String>> {

        private static final long serialVersionUID = 1L;
    }

    /** {@code UniSupport} subscribes to the guarded call and keeps no handle to cancel it. */
    @Test
    void cancelling_a_guarded_call_does_not_cancel_the_call() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<String> call = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));
        Cancellable caller = breaker("cancelled", 2).get(() -> call).subscribe().with(item -> {});
        caller.cancel();
        assertThat(cancelled).isFalse();
    }

    /** It knows success and failure only, so a cancelled probe occupies its place forever. */
    @Test
    void a_probe_that_is_cancelled_keeps_the_breaker_half_open_forever() {
        TypedGuard<Uni<String>> breaker = breaker("stuck", 2);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> answer(breaker, Uni.createFrom().failure(new IllegalStateException("down"))))
                    .isInstanceOf(IllegalStateException.class);
        }
        breaker.get(() -> Uni.createFrom().nothing())
                .subscribe()
                .with(item -> {})
                .cancel();
        assertThat(CircuitBreakerMaintenance.get().currentState("stuck")).isEqualTo(CircuitBreakerState.HALF_OPEN);
        assertThatThrownBy(() -> answer(breaker, Uni.createFrom().item("well again")))
                .isInstanceOf(CircuitBreakerOpenException.class);
    }

    private static TypedGuard<Uni<String>> breaker(String name, int window) {
        return TypedGuard.create(new Answer())
                .withCircuitBreaker()
                .name(name)
                .requestVolumeThreshold(window)
                .failureRatio(1)
                .delay(0, ChronoUnit.MILLIS)
                .done()
                .build();
    }

    private static String answer(TypedGuard<Uni<String>> breaker, Uni<String> call) {
        return breaker.get(() -> call).await().atMost(PATIENCE);
    }
}
