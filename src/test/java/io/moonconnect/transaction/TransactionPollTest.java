package io.moonconnect.transaction;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorControl.Request;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.StallWatch;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.transaction.FollowedTransaction.STAGE;
import static io.moonconnect.transaction.FollowedTransaction.polls;
import static io.moonconnect.transaction.FollowedTransaction.progress;
import static io.moonconnect.transaction.FollowedTransaction.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls to MoonPay while transactions are followed, as counted by the simulator. */
@QuarkusTest
@TestProfile(FollowedClosely.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class TransactionPollTest {

    private static final String READ = "getTransaction";

    /** Of what takes seconds on an idle machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    TransactionChanges changes;

    @AfterEach
    void nothingIsLeft() {
        await().until(() -> watched() == 0);
    }

    @Test
    void the_pauses_between_polls_become_longer_until_something_changes(SimulatorControl moonPay) {
        try (EventStream stream = FollowedTransaction.begin(moonPay, "cust-1").follow()) {
            stream.next();
            awaitReads(moonPay, 5);
            List<Long> pauses = pauses(moonPay);
            for (int i = 0; i < 4; i++) {
                assertThat(pauses.get(i)).isGreaterThanOrEqualTo(leastPause(i));
            }
            moonPay.advanceClock(STAGE);
            stream.next();
            // Without a change it would be 6 times as long, at the least.
            long reads = moonPay.counts(READ).started();
            awaitReads(moonPay, reads + 1);
            assertThat(pauses(moonPay).get((int) reads - 1)).isLessThan(leastPause(5));
        }
    }

    @Test
    void any_number_of_streams_of_one_transaction_and_token_cost_one_poll(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        List<EventStream> streams = new ArrayList<>();
        try {
            double polls = polls(PollTrigger.TIMER);
            double openings = polls(PollTrigger.OPENING);
            IntStream.range(0, 12).forEach(i -> streams.add(payment.follow()));
            streams.forEach(stream -> assertThat(progress(stream.next())).startsWith("pending"));
            assertThat(watched()).isEqualTo(1);
            moonPay.advanceClock(STAGE);
            streams.forEach(stream -> assertThat(progress(stream.next())).endsWith("success,success,in_progress"));
            await().until(() -> polls(PollTrigger.TIMER) - polls >= 4);
            long read = moonPay.counts(READ).started();
            assertThat(read).isLessThanOrEqualTo((long)
                    (polls(PollTrigger.TIMER) - polls + polls(PollTrigger.OPENING) - openings + 1));
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void a_stream_of_a_transaction_that_was_just_read_costs_no_call(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        // What was read is fresh for no longer than a poll interval, which a busy machine can miss.
        await().pollDelay(Duration.ZERO).until(() -> {
            long before = moonPay.counts(READ).started();
            try (EventStream stream = payment.follow();
                    EventStream late = payment.follow()) {
                stream.next();
                late.next();
                return moonPay.counts(READ).started() == before + 1;
            }
        });
    }

    @Test
    void a_stream_opened_during_a_read_waits_for_it(SimulatorControl moonPay) throws Exception {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        moonPay.delay(READ, Duration.ofSeconds(1));
        List<CompletableFuture<EventStream>> streams = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(payment::follow))
                .toList();
        for (CompletableFuture<EventStream> stream : streams) {
            stream.get().next();
        }
        moonPay.awaitCompleted(READ, 1);
        for (CompletableFuture<EventStream> stream : streams) {
            stream.get().close();
        }
    }

    @Test
    void a_stream_with_another_token_shares_nothing(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        FollowedTransaction other = payment.with(moonPay.accessToken("cust-1"));
        FollowedTransaction stranger = payment.with(moonPay.accessToken("cust-2"));
        try (EventStream stream = payment.follow();
                EventStream same = other.follow();
                EventStream refused = stranger.follow()) {
            stream.next();
            same.next();
            assertThat(refused.head().status()).isEqualTo(404);
            assertThat(watched()).isEqualTo(2);
            awaitReads(moonPay, 6);
            assertThat(moonPay.requests(READ).stream()
                            .map(request -> request.headers().get("authorization"))
                            .distinct())
                    .hasSize(3);
        }
    }

    @Test
    void an_announcement_makes_for_a_read_at_once(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow()) {
            stream.next();
            double changed = polls(PollTrigger.WEBHOOK, "changed");
            // The next poll by the timer is far off by now.
            awaitReads(moonPay, 5);
            moonPay.advanceClock(STAGE);
            changes.announce(payment.id());
            assertThat(progress(stream.next())).endsWith("success,success,in_progress");
            assertThat(polls(PollTrigger.WEBHOOK, "changed") - changed).isEqualTo(1);
        }
    }

    @Test
    void a_burst_of_announcements_makes_for_one_read_in_flight_and_one_after_it(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow()) {
            stream.next();
            awaitReads(moonPay, 4);
            moonPay.delay(READ, Duration.ofMillis(500));
            double webhooks = polls(PollTrigger.WEBHOOK);
            long before = moonPay.counts(READ).started();
            IntStream.range(0, 100).forEach(i -> changes.announce(payment.id()));
            await().until(() -> polls(PollTrigger.WEBHOOK) - webhooks == 2);
            assertThat(moonPay.counts(READ).started() - before).isLessThanOrEqualTo(4);
            awaitReads(moonPay, before + 4);
            assertThat(polls(PollTrigger.WEBHOOK) - webhooks).isEqualTo(2);
        }
    }

    @Test
    void news_that_comes_while_it_is_read_is_not_lost(SimulatorControl moonPay) throws Exception {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        moonPay.add(SimulatorFault.literal(READ, 200, """
                {"data":{"status":"pending"}}""".getBytes(StandardCharsets.UTF_8))
                .after(Duration.ofMillis(1500))
                .times(1));
        double webhooks = polls(PollTrigger.WEBHOOK, "changed");
        CompletableFuture<EventStream> opened = CompletableFuture.supplyAsync(payment::follow);
        await().until(() -> moonPay.counts(READ).started() == 1);
        moonPay.advanceClock(STAGE.multipliedBy(2));
        changes.announce(payment.id());
        try (EventStream stream = opened.get()) {
            stream.next();
            assertThat(progress(stream.next())).startsWith("completed");
            assertThat(polls(PollTrigger.WEBHOOK, "changed") - webhooks).isEqualTo(1);
        }
    }

    @Test
    void an_announcement_of_another_transaction_changes_nothing(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        FollowedTransaction other = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow()) {
            stream.next();
            double webhooks = polls(PollTrigger.WEBHOOK);
            changes.announce(other.id());
            awaitReads(moonPay, 3);
            assertThat(polls(PollTrigger.WEBHOOK)).isEqualTo(webhooks);
        }
    }

    @Test
    void once_the_last_client_is_gone_moonpay_is_asked_no_more(SimulatorControl moonPay) {
        FollowedTransaction left = FollowedTransaction.begin(moonPay, "cust-1");
        FollowedTransaction followed = FollowedTransaction.begin(moonPay, "cust-1");
        EventStream gone = left.follow();
        gone.next();
        try (EventStream stream = followed.follow()) {
            stream.next();
            try (EventStream second = left.follow()) {
                second.next();
                gone.close();
                long reads = reads(moonPay, left);
                await().until(() -> reads(moonPay, left) > reads);
            }
            await().until(() -> watched() == 1);
            long reads = reads(moonPay, left);
            changes.announce(left.id());
            changes.announce(followed.id());
            long others = reads(moonPay, followed);
            await().until(() -> reads(moonPay, followed) >= others + 3);
            assertThat(reads(moonPay, left)).isEqualTo(reads);
        }
    }

    @Test
    void a_client_that_goes_before_the_first_event_stops_the_read(SimulatorControl moonPay) throws IOException {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        moonPay.add(SimulatorFault.hang(READ));
        try (Socket socket = RawHttp.open()) {
            String head = RawHttp.head("GET", payment.path(), "MoonPay-Access-Token: " + payment.token());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> moonPay.counts(READ).inFlight() == 1);
        }
        await().until(() -> watched() == 0);
        await().until(() -> moonPay.counts(READ).cancelled() == 1);
    }

    @Test
    void a_stream_opened_while_moonpay_fails_is_rejected_and_open_ones_stay(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow()) {
            stream.next();
            moonPay.status(READ, 500);
            stream.until("failure");
            try (EventStream late = payment.follow()) {
                assertThat(late.head().status()).isEqualTo(502);
            }
            moonPay.clearFaults();
            moonPay.advanceClock(STAGE);
            assertThat(stream.until("transaction")).isNotEmpty();
        }
    }

    @Test
    void however_many_are_followed_polling_stays_within_its_share_and_passes_none_over(SimulatorControl moonPay) {
        List<EventStream> streams = new ArrayList<>();
        try {
            FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-stuck");
            for (int i = 0; i < 200; i++) {
                // A token of its own makes each another one.
                EventStream stream =
                        payment.with(moonPay.accessToken("cust-stuck")).follow();
                streams.add(stream);
                stream.next();
            }
            assertThat(watched()).isEqualTo(200);
            moonPay.forgetRequests();
            List<Instant> arrivals;
            Duration stall;
            try (StallWatch stalls = StallWatch.start()) {
                await().atMost(PATIENCE)
                        .until(() -> moonPay.counts(READ).started() >= 4 * FollowedClosely.POLLS_PER_SECOND);
                arrivals = List.copyOf(moonPay.arrivals().values());
                stall = stalls.worst();
            }
            int window = 2 * FollowedClosely.POLLS_PER_SECOND;
            for (int i = 0; i + window < arrivals.size(); i++) {
                // A stall delays arrivals, and those after it follow sooner.
                assertThat(Duration.between(arrivals.get(i), arrivals.get(i + window))
                                .plus(stall))
                        .isGreaterThan(Duration.ofMillis(1800));
            }
            await().atMost(PATIENCE)
                    .until(() -> moonPay.requests(READ).stream()
                                    .map(request -> request.headers().get("authorization"))
                                    .distinct()
                                    .count()
                            == 200);
            assertThat(Metrics.value("transaction_polls_waiting")).isPositive();
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void an_announced_change_is_read_before_polls_that_are_due(SimulatorControl moonPay) {
        List<EventStream> streams = new ArrayList<>();
        try {
            FollowedTransaction stuck = FollowedTransaction.begin(moonPay, "cust-stuck");
            for (int i = 0; i < 150; i++) {
                EventStream stream =
                        stuck.with(moonPay.accessToken("cust-stuck")).follow();
                streams.add(stream);
                stream.next();
            }
            FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
            EventStream stream = payment.follow();
            streams.add(stream);
            stream.next();
            await().until(() -> Metrics.value("transaction_polls_waiting") > 100);
            double changed = polls(PollTrigger.WEBHOOK, "changed");
            moonPay.advanceClock(STAGE);
            changes.announce(payment.id());
            stream.next();
            assertThat(polls(PollTrigger.WEBHOOK, "changed") - changed).isEqualTo(1);
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    private static long reads(SimulatorControl moonPay, FollowedTransaction payment) {
        return moonPay.requests(READ).stream()
                .map(Request::path)
                .filter(path -> path.endsWith(payment.id()))
                .count();
    }

    private static void awaitReads(SimulatorControl moonPay, long reads) {
        await().until(() -> moonPay.counts(READ).completed() >= reads);
    }

    /** Between the arrivals of reads, in milliseconds. */
    private static List<Long> pauses(SimulatorControl moonPay) {
        List<String> ids =
                moonPay.requests(READ).stream().map(Request::requestId).toList();
        List<Instant> arrivals = moonPay.arrivals().entrySet().stream()
                .filter(arrival -> ids.contains(arrival.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return IntStream.range(1, arrivals.size())
                .mapToObj(i ->
                        Duration.between(arrivals.get(i - 1), arrivals.get(i)).toMillis())
                .toList();
    }

    /** Before that poll; a tenth less by chance. */
    private static long leastPause(int poll) {
        return (long) (0.9 * (FollowedClosely.POLL_INTERVAL_MILLIS << poll)) - 5;
    }
}
