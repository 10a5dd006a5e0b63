package io.moonconnect.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.fault.LoadClient.Job;
import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.StallWatch;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Fifty times what MoonPay permits, faults of all kinds and callers that leave: every promise holds, for as long as it lasts. */
@QuarkusTest
@TestProfile(SoakTest.RealRate.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class SoakTest {

    private static final Duration RUN = Duration.ofMinutes(3);

    /** MoonPay's log keeps 2000 calls: more than come in this time. */
    private static final Duration OFTEN = RUN.dividedBy(10);

    private static final int RATE = 27;
    private static final int RATE_AND_BURST = 30;
    private static final int OFFERED = 50 * RATE;
    private static final Duration OVERALL = Duration.ofMillis(800);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration TICK = Duration.ofMillis(10);
    private static final double LEAVING = 0.05;
    private static final int PATIENCE_MILLIS = 200;

    /** Four times what there is on a machine that carries the load; on another, what keeps answers from queueing for ever. */
    private static final int MOST_IN_FLIGHT = 400;

    /** A machine that lets a thread wait for so long is too busy to offer all of the load. */
    private static final Duration BUSY = Duration.ofMillis(250);

    private static final long SOME_MEBIBYTES = 48;

    /** What callers may see here. 404 is the right answer to asking for nobody's card or payment. */
    private static final Set<String> ACQUIRED = Set.of(
            "200",
            "201",
            "204",
            "404 not-found",
            "502 moonpay-unavailable",
            "503 moonpay-busy",
            "503 overloaded",
            "504 moonpay-timeout");

    /** MoonPay's real rate, and times a tenth of the usual ones. */
    public static class RealRate implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "test,faults";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.rate", String.valueOf(RATE), "moonpay.burst", String.valueOf(RATE_AND_BURST - RATE));
        }
    }

    /** What a run brought; memory in mebibytes. */
    private record Run(
            long heapEarly, long heapLate, int busiestSecond, long calls, Duration callsWithin, Duration stall) {}

    @Test
    void fifty_times_the_permitted_load_breaks_no_promise(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        warmUp(token);
        MixedFaults.strike(moonPay, 0.03);
        try (Complaints complaints = Complaints.listen();
                StallWatch stalls = StallWatch.start();
                LoadClient load = new LoadClient(MOST_IN_FLIGHT)) {
            Run run = soak(load, moonPay, token, stalls);
            report(load, run);

            long factor = run.stall().compareTo(BUSY) > 0 ? 20 : 45;
            assertThat(load.sent()).isGreaterThan(factor * RATE * RUN.toSeconds());
            assertThat(ACQUIRED).containsAll(load.answers().keySet());
            assertThat(load.answers()).containsKeys("200", "503 moonpay-busy");
            assertThat(load.longest())
                    .isLessThan(OVERALL.plus(MARGIN).plus(run.stall().multipliedBy(2)));
            assertThat(run.calls())
                    .isLessThanOrEqualTo(
                            RATE_AND_BURST + RATE * (run.callsWithin().toSeconds() + 1));
            // What waits for its turn on a machine that is busy arrives together with what is granted later.
            Duration queued = load.longest().minus(OVERALL);
            Duration late = queued.compareTo(run.stall()) > 0 ? queued : run.stall();
            assertThat((double) run.busiestSecond())
                    .isLessThanOrEqualTo(1.1 * RATE_AND_BURST + RATE * late.toMillis() / 1000.0);
            assertThat(run.calls()).isGreaterThan(RATE * RUN.toSeconds() / 5);
            assertThat(run.heapLate()).isLessThan(run.heapEarly() + SOME_MEBIBYTES);

            moonPay.clearFaults();
            for (CalledOperation operation : CalledOperation.values()) {
                await().atMost(SOON).until(() -> operation.request(token).statusCode() == operation.goodStatus());
            }
            await().atMost(SOON).until(() -> moonPay.openConnections() == 0);
            assertThat(complaints.lines()).isEmpty();
        }
    }

    /** Loading classes is no part of it. */
    private static void warmUp(String token) {
        for (CalledOperation operation : CalledOperation.values()) {
            await().atMost(SOON).until(() -> operation.request(token).statusCode() == operation.goodStatus());
        }
        OurOperation.COMPARISON.request(token);
    }

    private static Run soak(LoadClient load, SimulatorControl moonPay, String token, StallWatch stalls) {
        moonPay.forgetRequests();
        Map<String, Instant> arrivals = new HashMap<>();
        Instant end = Instant.now().plus(RUN);
        Instant early = end.minus(RUN.multipliedBy(2).dividedBy(3));
        offer(load, LoadClient.mix(token), end);
        stalls.worst();
        await().atMost(RUN)
                .pollInterval(OFTEN)
                .until(() -> collect(arrivals, moonPay) && Instant.now().isAfter(early));
        Duration stall = stalls.worst();
        long heapEarly = Heap.usedAfterCollection();
        await().atMost(RUN.plus(SOON))
                .pollInterval(OFTEN)
                .until(() -> collect(arrivals, moonPay) && Instant.now().isAfter(end));
        long heapLate = Heap.usedAfterCollection();
        await().atMost(SOON).until(() -> load.inFlight() == 0);
        collect(arrivals, moonPay);
        Duration later = stalls.worst();
        return new Run(
                heapEarly,
                heapLate,
                busiestSecond(arrivals),
                arrivals.size(),
                Duration.between(Collections.min(arrivals.values()), Collections.max(arrivals.values())),
                later.compareTo(stall) > 0 ? later : stall);
    }

    /** By the clock, so that a late tick sends what is due. */
    private static void offer(LoadClient load, List<Job> jobs, Instant end) {
        Random chance = new Random(1);
        long start = System.nanoTime();
        load.every(TICK, () -> {
            long due = (System.nanoTime() - start) / 1_000_000 * OFFERED / 1000;
            boolean over = Instant.now().isAfter(end);
            for (long sent = load.sent(); !over && sent < due && load.inFlight() < MOST_IN_FLIGHT; sent++) {
                Job job = jobs.get(chance.nextInt(jobs.size()));
                if (chance.nextDouble() < LEAVING) {
                    load.sendAndLeave(job, Duration.ofMillis(chance.nextInt(PATIENCE_MILLIS)));
                } else {
                    load.send(job);
                }
            }
        });
    }

    private static boolean collect(Map<String, Instant> arrivals, SimulatorControl moonPay) {
        arrivals.putAll(moonPay.arrivals());
        return true;
    }

    private static int busiestSecond(Map<String, Instant> arrivals) {
        Deque<Instant> window = new ArrayDeque<>();
        int most = 0;
        for (Instant arrival : arrivals.values().stream().sorted().toList()) {
            while (!window.isEmpty() && !window.peek().isAfter(arrival.minusSeconds(1))) {
                window.remove();
            }
            window.add(arrival);
            most = Math.max(most, window.size());
        }
        return most;
    }

    private static void report(LoadClient load, Run run) {
        System.out.printf(
                "soak: %s, %d requests (%d a second), %d left, longest %d ms, calls of MoonPay %d (%.1f a second, busiest %d), "
                        + "heap %d -> %d MiB, worst stall %d ms, answers %s%n",
                RUN,
                load.sent(),
                load.sent() / RUN.toSeconds(),
                load.left(),
                load.longest().toMillis(),
                run.calls(),
                run.calls() / (double) RUN.toSeconds(),
                run.busiestSecond(),
                run.heapEarly(),
                run.heapLate(),
                run.stall().toMillis(),
                new TreeMap<>(load.answers()));
    }
}
