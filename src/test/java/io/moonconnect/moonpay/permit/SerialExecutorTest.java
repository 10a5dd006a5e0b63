package io.moonconnect.moonpay.permit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks of many threads run serially. */
class SerialExecutorTest {

    private static final int THREADS = 4;
    private static final int TASKS = 200_000;

    private final SerialExecutor serial = new SerialExecutor();
    private int unguarded;

    @Test
    void no_task_is_lost_or_runs_concurrently() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.submit(() -> {
                for (int task = 0; task < TASKS; task++) {
                    serial.run(() -> {
                        overlaps.addAndGet(running.getAndIncrement());
                        unguarded++;
                        running.decrementAndGet();
                    });
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(unguarded).isEqualTo(THREADS * TASKS);
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void a_task_within_a_task_runs_after_it() {
        List<String> order = new ArrayList<>();
        serial.run(() -> {
            serial.run(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void a_failing_task_does_not_stop_the_queue() {
        List<String> order = new ArrayList<>();
        serial.run(() -> {
            serial.run(() -> order.add("next"));
            throw new IllegalStateException("on purpose");
        });
        serial.run(() -> order.add("later"));
        assertThat(order).containsExactly("next", "later");
    }
}
