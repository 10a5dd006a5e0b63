package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** When a circuit breaker opens, admits calls and closes, on a manual clock. */
class CircuitBreakerTest {

    private static final Duration OPEN = Duration.ofSeconds(5);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Queue<CircuitState> changes = new ConcurrentLinkedQueue<>();
    private final CircuitBreaker breaker = breaker(20);

    @Test
    void it_opens_when_half_of_twenty_calls_have_failed() {
        calls(10, Health.GOOD);
        calls(9, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
        calls(1, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.OPEN);
        assertThat(changes).containsExactly(CircuitState.OPEN);
    }

    @Test
    void it_does_not_open_before_the_window_is_full() {
        calls(19, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void only_the_latest_twenty_calls_count() {
        calls(9, Health.BAD);
        calls(11, Health.GOOD);
        calls(9, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
        calls(1, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void results_of_unknown_health_do_not_count() {
        calls(9, Health.BAD);
        calls(100, Health.UNKNOWN);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
        calls(11, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void while_open_it_rejects_every_call_with_the_time_left() {
        open();
        pass(Duration.ofSeconds(2));
        CircuitOpenException refused = catchThrowableOfType(CircuitOpenException.class, breaker::enter);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void half_open_admits_one_of_many_concurrent_calls() {
        open();
        pass(OPEN);
        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
        long through =
                IntStream.range(0, 1000).parallel().filter(i -> isLetThrough()).count();
        assertThat(through).isEqualTo(1);
    }

    @Test
    void a_successful_probe_closes_it_with_an_empty_window() {
        open();
        pass(OPEN);
        calls(1, Health.GOOD);
        calls(19, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(changes).containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
    }

    @Test
    void a_failed_probe_reopens_it_for_the_full_time() {
        open();
        pass(OPEN);
        calls(1, Health.BAD);
        pass(OPEN.minusNanos(1));
        assertThat(isLetThrough()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(isLetThrough()).isTrue();
    }

    @Test
    void a_probe_of_unknown_health_permits_the_next() {
        open();
        pass(OPEN);
        calls(3, Health.UNKNOWN);
        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
        calls(1, Health.GOOD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(changes).containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
    }

    @Test
    void a_call_from_an_earlier_phase_has_no_effect() {
        CircuitBreaker.Pass early = breaker.enter();
        open();
        early.ended(Health.GOOD);
        assertThat(breaker.state()).isEqualTo(CircuitState.OPEN);
        pass(OPEN);
        CircuitBreaker.Pass probe = breaker.enter();
        early.ended(Health.BAD);
        probe.ended(Health.GOOD);
        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void concurrent_failures_open_it_once() {
        List<CircuitBreaker.Pass> passes =
                IntStream.range(0, 1000).mapToObj(i -> breaker.enter()).toList();
        passes.parallelStream().forEach(pass -> pass.ended(Health.BAD));
        assertThat(changes).containsExactly(CircuitState.OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void the_smallest_and_the_largest_window_work(int size) {
        CircuitBreaker other = breaker(size);
        IntStream.range(0, 200).forEach(i -> other.enter().ended(Health.GOOD));
        int half = (size + 1) / 2;
        IntStream.range(0, half - 1).forEach(i -> other.enter().ended(Health.BAD));
        assertThat(other.state()).isEqualTo(CircuitState.CLOSED);
        other.enter().ended(Health.BAD);
        assertThatThrownBy(other::enter).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void without_a_window_it_never_opens() {
        CircuitBreaker off = breaker(0);
        IntStream.range(0, 1000).forEach(i -> off.enter().ended(Health.BAD));
        assertThat(off.state()).isEqualTo(CircuitState.CLOSED);
    }

    private CircuitBreaker breaker(int window) {
        GuardConfig config = GuardConfigs.with(Map.of("moonpay.breaker-window", String.valueOf(window)));
        return new CircuitBreaker(config, nanoTime::get, changes::add);
    }

    private void open() {
        calls(20, Health.BAD);
        assertThat(breaker.state()).isEqualTo(CircuitState.OPEN);
    }

    private void calls(int count, Health health) {
        IntStream.range(0, count).forEach(i -> breaker.enter().ended(health));
    }

    private boolean isLetThrough() {
        try {
            breaker.enter();
            return true;
        } catch (CircuitOpenException refused) {
            return false;
        }
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
