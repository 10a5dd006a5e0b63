package io.moonconnect.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.fault.LoadClient.Job;
import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Broken answers leak no connection, at MoonPay's end or at the service's. */
@QuarkusTest
@TestProfile(LeakedConnectionsTest.NothingGivesUp.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class LeakedConnectionsTest {

    private static final int CALLS = 10_000;
    private static final int AT_ONCE = 32;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SOME_MEBIBYTES = 24;

    /** Allowance for REST Assured's connections and class files, small compared with the calls. */
    private static final long SOME_DESCRIPTORS = 40;

    /** A tenth of the usual times, and no circuit breaker, so that every call is sent. */
    public static class NothingGivesUp implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "test,faults";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.breaker-window", "0");
        }
    }

    /** How many calls MoonPay gets. */
    int calls() {
        return CALLS;
    }

    @Test
    void thousands_of_faulty_calls_leave_no_connection_open(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        warmUp(token);
        await().atMost(SOON).until(() -> moonPay.openConnections() == 0);
        long heap = Heap.usedAfterCollection();
        long descriptors = Heap.descriptors();
        moonPay.forgetRequests();
        MixedFaults.strike(moonPay, 0.2);
        moonPay.add(SimulatorFault.truncate("*"));
        long peak;
        long sent;
        try (LoadClient load = new LoadClient(AT_ONCE)) {
            peak = callAll(load, LoadClient.mix(token), moonPay);
            sent = load.sent();
            assertThat(load.answers().keySet()).noneMatch(kind -> kind.startsWith("5") && kind.contains("internal"));
            System.out.println("faulty calls: " + load.answers());
        }
        long called = moonPay.started();
        assertThat(called).isGreaterThanOrEqualTo(calls());
        assertThat(peak).isBetween(1L, 256L);

        await().atMost(SOON).until(() -> moonPay.openConnections() == 0);
        for (CalledOperation operation : CalledOperation.values()) {
            await().atMost(SOON).until(() -> moonPay.counts(operation.id()).inFlight() == 0);
        }
        await().atMost(SOON).until(() -> Heap.descriptors() <= descriptors + SOME_DESCRIPTORS);
        long after = Heap.usedAfterCollection();
        System.out.printf(
                "faulty calls: %d requests, %d calls of MoonPay, at most %d connections, 0 left; heap %d -> %d MiB, "
                        + "descriptors %d -> %d%n",
                sent, called, peak, heap, after, descriptors, Heap.descriptors());
        assertThat(after).isLessThan(heap + SOME_MEBIBYTES);

        moonPay.clearFaults();
        for (CalledOperation operation : CalledOperation.values()) {
            await().atMost(SOON).until(() -> operation.request(token).statusCode() == operation.goodStatus());
        }
    }

    /**
     * Runs until MoonPay has had enough calls: deduplicated requests are fewer calls.
     *
     * @return the maximum number of connections to MoonPay
     */
    private long callAll(LoadClient load, List<Job> jobs, SimulatorControl moonPay) {
        AtomicBoolean enough = new AtomicBoolean();
        load.every(Duration.ofMillis(2), () -> {
            while (load.inFlight() < AT_ONCE && !enough.get()) {
                load.send(jobs.get((int) (load.sent() % jobs.size())));
            }
        });
        long[] peak = {0};
        await().atMost(LONG).until(() -> {
            peak[0] = Math.max(peak[0], moonPay.openConnections());
            enough.compareAndSet(false, moonPay.started() >= calls());
            return enough.get() && load.inFlight() == 0;
        });
        return peak[0];
    }

    private static void warmUp(String token) {
        for (CalledOperation operation : CalledOperation.values()) {
            await().atMost(SOON).until(() -> operation.request(token).statusCode() == operation.goodStatus());
        }
    }
}
