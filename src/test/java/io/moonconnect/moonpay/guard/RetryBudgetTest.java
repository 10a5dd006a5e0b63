package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Size of the retry budget, on a manual clock. */
class RetryBudgetTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1000);
    private final RetryBudget budget = new RetryBudget(0.2, WINDOW, nanoTime::get);

    @Test
    void three_are_allowed_without_any_traffic() {
        assertThat(granted(10)).isEqualTo(3);
    }

    @Test
    void a_fifth_of_the_traffic_is_allowed() {
        calls(100);
        assertThat(granted(100)).isEqualTo(20);
    }

    @Test
    void refused_retries_do_not_count() {
        calls(20);
        assertThat(granted(100)).isEqualTo(4);
        calls(5);
        assertThat(granted(100)).isEqualTo(1);
    }

    @Test
    void calls_older_than_the_window_do_not_count() {
        calls(100);
        assertThat(granted(100)).isEqualTo(20);
        pass(WINDOW);
        assertThat(granted(100)).isEqualTo(3);
    }

    @Test
    void the_window_slides() {
        calls(50);
        pass(WINDOW.dividedBy(2));
        calls(50);
        pass(WINDOW.dividedBy(2));
        assertThat(granted(100)).isEqualTo(10);
    }

    @Test
    void concurrent_takers_never_exceed_the_budget() {
        calls(1000);
        long granted =
                IntStream.range(0, 10_000).parallel().filter(i -> budget.take()).count();
        assertThat(granted).isBetween(1L, 200L);
    }

    private void calls(int count) {
        IntStream.range(0, count).forEach(i -> budget.called());
    }

    private long granted(int asked) {
        return IntStream.range(0, asked).filter(i -> budget.take()).count();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
