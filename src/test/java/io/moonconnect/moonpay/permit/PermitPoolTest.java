package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.moonpay.permit.NoPermitException.Reason;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import static io.moonconnect.moonpay.permit.PermitClass.BACKGROUND;
import static io.moonconnect.moonpay.permit.PermitClass.COMPARISON;
import static io.moonconnect.moonpay.permit.PermitClass.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The pool of one replica, in real time. */
class PermitPoolTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(700);
    private static final int MAX_WAITING = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RecordedSupply supply;

    /** A caller that acquires a permit, and its result. */
    private static final class Asker {
        private final AtomicReference<String> outcome = new AtomicReference<>("waiting");
        private volatile NoPermitException refusal;
        private volatile Context resultContext;
        private Cancellable subscription;

        String outcome() {
            return outcome.get();
        }

        void end(String how) {
            resultContext = Vertx.currentContext();
            String before = outcome.getAndSet(how);
            assertThat(before).isEqualTo("waiting");
        }
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void an_available_permit_is_granted_synchronously() {
        PermitPool pool = pool(new Rate(0.01, 2));
        assertThat(ask(pool, INTERACTIVE, SHORT).outcome()).isEqualTo("granted");
        assertThat(ask(pool, BACKGROUND, SHORT).outcome()).isEqualTo("granted");
        assertThat(ask(pool, INTERACTIVE, SHORT).outcome()).isEqualTo("waiting");
    }

    @Test
    void a_waiter_without_a_permit_is_refused_in_time_with_a_retry_after() {
        PermitPool pool = pool(new Rate(0.01, 1));
        ask(pool, INTERACTIVE, SHORT);
        long start = System.nanoTime();
        Asker asker = ask(pool, INTERACTIVE, SHORT);
        await().atMost(LONG).until(() -> asker.outcome().equals("refused"));
        assertThat(System.nanoTime() - start).isGreaterThan(SHORT.toNanos());
        assertThat(asker.refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(asker.refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(metric("moonpay.permits.refused", INTERACTIVE, "busy")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_full_queue_sheds_its_class_only(PermitClass crowded) {
        PermitPool pool = pool(new Rate(0.01, 1));
        ask(pool, INTERACTIVE, SHORT);
        for (int i = 0; i < MAX_WAITING; i++) {
            assertThat(ask(pool, crowded, LONG).outcome()).isEqualTo("waiting");
        }
        Asker tooMany = ask(pool, crowded, LONG);
        assertThat(tooMany.outcome()).isEqualTo("refused");
        assertThat(tooMany.refusal.reason()).isEqualTo(Reason.SHED);
        assertThat(tooMany.refusal.retryAfter()).isPositive();
        assertThat(ask(pool, crowded == BACKGROUND ? COMPARISON : BACKGROUND, LONG)
                        .outcome())
                .isEqualTo("waiting");
        assertThat(metric("moonpay.permits.refused", crowded, "shed")).isEqualTo(1);
        assertThat(waiting(crowded)).isEqualTo(MAX_WAITING);
    }

    @Test
    void a_cancelled_waiter_leaves_at_once_without_a_permit() {
        PermitPool pool = pool(new Rate(1, 1));
        ask(pool, INTERACTIVE, LONG);
        List<Asker> leaving = List.of(ask(pool, INTERACTIVE, LONG), ask(pool, INTERACTIVE, LONG));
        Asker stays = ask(pool, COMPARISON, LONG);
        leaving.forEach(one -> one.subscription.cancel());
        assertThat(waiting(INTERACTIVE)).isZero();
        assertThat(metric("moonpay.permits.refused", INTERACTIVE, "cancelled")).isEqualTo(2);
        await().atMost(LONG).until(() -> stays.outcome().equals("granted"));
        assertThat(supply.taken()).hasSize(2);
    }

    @Test
    void urgent_calls_go_first_however_late_they_arrive() {
        PermitPool pool = pool(new Rate(100, 1));
        // All are to wait, also where the code of a wait is run for the first time.
        pool.pause(LONGEST_PAUSE);
        List<PermitClass> order = new CopyOnWriteArrayList<>();
        for (PermitClass one : List.of(BACKGROUND, COMPARISON, BACKGROUND, INTERACTIVE, COMPARISON, INTERACTIVE)) {
            pool.acquire(one, LONG).subscribe().with(granted -> order.add(one), refused -> {});
        }
        await().atMost(LONG).until(() -> order.size() == 6);
        assertThat(order).isSorted();
    }

    @Test
    void a_pause_delays_patient_calls_and_refuses_the_others_at_once() {
        PermitPool pool = pool(new Rate(1000, 10));
        Duration pause = LONGEST_PAUSE;
        long start = System.nanoTime();
        pool.pause(pause);
        Asker patient = ask(pool, BACKGROUND, LONG);
        Asker hurried = ask(pool, INTERACTIVE, SHORT);
        assertThat(hurried.outcome()).isEqualTo("refused");
        assertThat(hurried.refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(hurried.refusal.retryAfter()).isBetween(SHORT, pause);
        await().atMost(LONG).until(() -> patient.outcome().equals("granted"));
        assertThat(supply.taken())
                .allSatisfy(moment -> assertThat(moment - start).isGreaterThanOrEqualTo(pause.toNanos()));
    }

    @Test
    void a_pause_is_capped() {
        PermitPool pool = pool(new Rate(1000, 10));
        pool.pause(Duration.ofDays(1));
        assertThat(pool.paused()).isBetween(SHORT, LONGEST_PAUSE);
        Asker asker = ask(pool, INTERACTIVE, LONG);
        await().atMost(LONG).until(() -> asker.outcome().equals("granted"));
    }

    @Test
    void a_waiter_gets_its_permit_on_its_own_context() {
        PermitPool pool = pool(new Rate(20, 1));
        ask(pool, INTERACTIVE, LONG);
        Context context = vertx.getOrCreateContext();
        AtomicReference<Asker> asker = new AtomicReference<>();
        context.runOnContext(ignored -> asker.set(ask(pool, INTERACTIVE, LONG)));
        await().atMost(LONG)
                .until(() -> asker.get() != null && asker.get().outcome().equals("granted"));
        assertThat(asker.get().resultContext).isSameAs(context);
    }

    /**
     * Every call ends exactly once and the rate holds, under concurrent arrivals and cancellations from many contexts.
     */
    @Test
    void every_call_ends_exactly_once() {
        Rate rate = new Rate(1500, 20);
        PermitPool pool = pool(rate, 200);
        int loops = 4;
        int each = 3000;
        ConcurrentLinkedQueue<Asker> askers = new ConcurrentLinkedQueue<>();
        for (int loop = 0; loop < loops; loop++) {
            Random random = new Random(loop);
            Context context = vertx.getOrCreateContext();
            Context other = vertx.getOrCreateContext();
            context.runOnContext(start -> comeAndGo(pool, random, each, other, askers));
        }
        await().atMost(LONG.multipliedBy(3))
                .until(() -> askers.size() == loops * each
                        && askers.stream().noneMatch(asker -> asker.outcome().equals("waiting")));
        assertThat(Busiest.second(supply.taken())).isLessThanOrEqualTo((int) (rate.perSecond() + rate.burst()));
        for (PermitClass one : PermitClass.values()) {
            await().atMost(LONG).until(() -> waiting(one) == 0);
        }
        assertThat(granted()).isEqualTo(supply.taken().size());
        double refused = registry.find("moonpay.permits.refused").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        assertThat(granted() + refused).isEqualTo(loops * each);
        await().atMost(LONG).until(() -> ask(pool, BACKGROUND, LONG).outcome().equals("granted"));
    }

    /** After a lost wake-up a call without a deadline would wait forever. */
    @Test
    void no_wake_up_is_lost_between_event_loops() {
        PermitPool pool = pool(new Rate(20_000, 200), 200);
        int chains = 16;
        int links = 1500;
        AtomicInteger done = new AtomicInteger();
        for (int chain = 0; chain < chains; chain++) {
            PermitClass permitClass = PermitClass.values()[chain % 3];
            vertx.getOrCreateContext().runOnContext(start -> next(pool, permitClass, links, done));
        }
        await().atMost(LONG).until(() -> done.get() == chains);
        assertThat(supply.taken()).hasSize(chains * links);
    }

    private void next(PermitPool pool, PermitClass permitClass, int left, AtomicInteger done) {
        if (left == 0) {
            done.incrementAndGet();
            return;
        }
        Context context = vertx.getOrCreateContext();
        pool.acquire(permitClass, LONG)
                .subscribe()
                .with(
                        granted -> context.runOnContext(on -> next(pool, permitClass, left - 1, done)),
                        refused -> done.addAndGet(-1000));
    }

    private void comeAndGo(
            PermitPool pool, Random random, int left, Context other, ConcurrentLinkedQueue<Asker> askers) {
        if (left == 0) {
            return;
        }
        PermitClass permitClass = PermitClass.values()[random.nextInt(3)];
        Asker asker = ask(pool, permitClass, Duration.ofMillis(1 + random.nextInt(150)));
        askers.add(asker);
        if (random.nextInt(4) == 0) {
            // From another event loop, at any time: before, during or after the result.
            long delay = 1 + random.nextInt(30);
            other.runOnContext(on -> vertx.setTimer(delay, id -> leave(asker)));
        }
        if (random.nextInt(8) == 0) {
            vertx.setTimer(1, id -> comeAndGo(pool, random, left - 1, other, askers));
        } else {
            vertx.getOrCreateContext().runOnContext(on -> comeAndGo(pool, random, left - 1, other, askers));
        }
    }

    private static void leave(Asker asker) {
        asker.subscription.cancel();
        asker.outcome.compareAndSet("waiting", "left");
    }

    private static Asker ask(PermitPool pool, PermitClass permitClass, Duration patience) {
        Asker asker = new Asker();
        asker.subscription = pool.acquire(permitClass, patience)
                .subscribe()
                .with(granted -> asker.end("granted"), refusal -> {
                    asker.refusal = (NoPermitException) refusal;
                    asker.end("refused");
                });
        return asker;
    }

    private PermitPool pool(Rate rate) {
        return pool(rate, MAX_WAITING);
    }

    private PermitPool pool(Rate rate, int maxWaiting) {
        SerialExecutor serial = new SerialExecutor();
        supply = new RecordedSupply(System::nanoTime, clock -> new LocalSupply(rate, serial, vertx, clock));
        PermitMetrics metrics = new PermitMetrics(registry);
        return new PermitPool(
                serial, supply, new PermitQueue(0.1), maxWaiting, LONGEST_PAUSE, metrics, vertx, System::nanoTime);
    }

    private double granted() {
        List<Long> counts = new ArrayList<>();
        registry.find("moonpay.permits.granted").timers().forEach(timer -> counts.add(timer.count()));
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private double waiting(PermitClass permitClass) {
        return registry.get("moonpay.permits.waiting")
                .tag("class", permitClass.label())
                .gauge()
                .value();
    }

    private double metric(String name, PermitClass permitClass, String reason) {
        return registry.get(name)
                .tag("class", permitClass.label())
                .tag("reason", reason)
                .counter()
                .count();
    }
}
