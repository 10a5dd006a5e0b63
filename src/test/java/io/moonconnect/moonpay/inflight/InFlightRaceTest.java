package io.moonconnect.moonpay.inflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.inflight.HeldCall.Asked;
import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many threads join, leave and end calls of a few keys concurrently. Every call ends or is cancelled, every remaining
 * waiter gets one result of its own key, and no entry is left.
 */
class InFlightRaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 8;
    private static final int STEPS = 30_000;
    private static final int KEYS = 2;
    private static final int MOST_HELD = 2;

    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, String> memory = new ConcurrentHashMap<>();
    private final InFlight<Integer, String> inFlight = new InFlight<>(vertx, memory::put, () -> {});
    private final Queue<Made> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger[] atOnce = {new AtomicInteger(), new AtomicInteger()};
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /** A call upstream. */
    private final class Made {

        private final int key;
        private final UniEmitter<? super String> emitter;
        private final AtomicBoolean ended = new AtomicBoolean();

        Made(int key, UniEmitter<? super String> emitter) {
            this.key = key;
            this.emitter = emitter;
        }

        void end(boolean well) {
            over();
            if (well) {
                emitter.complete("of " + key);
            } else {
                emitter.fail(new IllegalStateException("of " + key));
            }
        }

        void over() {
            if (ended.compareAndSet(false, true)) {
                atOnce[key].decrementAndGet();
            }
        }
    }

    /** A waiter. */
    private static final class Guest {

        private final int key;
        private final AtomicInteger results = new AtomicInteger();
        private final AtomicBoolean wrong = new AtomicBoolean();
        private Cancellable waiting;
        private boolean left;

        Guest(int key) {
            this.key = key;
        }

        void receive(String what) {
            results.incrementAndGet();
            wrong.compareAndSet(false, !what.equals("of " + key));
        }
    }

    /** Mutiny's context propagation initialises itself on first use, and not thread-safely. */
    @BeforeAll
    static void setUpMutiny() {
        Uni.createFrom().emitter(emitter -> emitter.complete(null)).await().atMost(PATIENCE);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void without_cancellation_a_key_never_has_two_calls() throws Exception {
        List<Guest> guests = run(false);
        await().atMost(PATIENCE).until(this::endsAll);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(guests)
                .allSatisfy(guest -> assertThat(guest.results.get()).isEqualTo(1)));
        assertThat(mostAtOnce.get()).isEqualTo(1);
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void every_waiter_gets_a_result_of_its_own_key() throws Exception {
        List<Guest> guests = run(true);
        await().atMost(PATIENCE).until(this::endsAll);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(guests)
                .allSatisfy(guest ->
                        assertThat(guest.left || guest.results.get() == 1).isTrue()));
        assertThat(guests).hasSizeGreaterThan(THREADS * STEPS / 10).allSatisfy(guest -> {
            assertThat(guest.results.get()).isLessThanOrEqualTo(1);
            assertThat(guest.wrong.get()).isFalse();
        });
        assertThat(made.get()).isBetween(1, guests.size() - 1);
        assertThat(atOnce).allSatisfy(running -> assertThat(running.get()).isZero());
        assertThat(inFlight.size()).isZero();
    }

    private boolean endsAll() {
        for (Made call = calls.poll(); call != null; call = calls.poll()) {
            call.end(true);
        }
        return inFlight.size() == 0;
    }

    private List<Guest> run(boolean leaving) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Guest>>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(thread);
                tasks.add(() -> steps(random, leaving));
            }
            List<Guest> guests = new ArrayList<>();
            for (Future<List<Guest>> task : threads.invokeAll(tasks)) {
                guests.addAll(task.get());
            }
            return guests;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Guest> steps(Random random, boolean leaving) {
        List<Guest> guests = new ArrayList<>();
        List<Guest> held = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int kind = random.nextInt(4);
            if (leaving && (held.size() == MOST_HELD || kind == 0 && !held.isEmpty())) {
                Guest guest = held.remove(random.nextInt(held.size()));
                guest.left = true;
                guest.waiting.cancel();
            } else if (kind == 1) {
                Made call = calls.poll();
                if (call != null) {
                    call.end(random.nextBoolean());
                }
            } else {
                Guest guest = join(random.nextInt(KEYS));
                guests.add(guest);
                held.add(guest);
            }
        }
        return guests;
    }

    private Guest join(int key) {
        Guest guest = new Guest(key);
        guest.waiting = inFlight.join(key, new Asked(PermitClass.INTERACTIVE, PATIENCE, () -> make(key)))
                .subscribe()
                .with(guest::receive, failure -> guest.receive(failure.getMessage()));
        return guest;
    }

    private Uni<String> make(int key) {
        return Uni.createFrom().emitter(emitter -> {
            made.incrementAndGet();
            Made call = new Made(key, emitter);
            mostAtOnce.accumulateAndGet(atOnce[key].incrementAndGet(), Math::max);
            emitter.onTermination(call::over);
            calls.add(call);
        });
    }
}
