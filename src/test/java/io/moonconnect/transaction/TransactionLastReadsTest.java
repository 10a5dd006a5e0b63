package io.moonconnect.transaction;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
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

/** What a stream sends of a transaction that is completed before its delivery is complete. */
@QuarkusTest
@TestProfile(FollowedClosely.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class TransactionLastReadsTest {

    private static final String READ = "getTransaction";
    private static final String OPEN =
            "{\"status\":\"completed\",\"updatedAt\":\"%s\",\"amounts\":{\"network\":%s,\"moonpay\":2},"
                    + "\"stages\":[{\"kind\":\"delivery\",\"status\":\"in_progress\"}]}";

    @Inject
    TransactionChanges changes;

    @AfterEach
    void nothingIsLeft() {
        await().until(() -> watched() == 0);
    }

    @Test
    void a_delivery_and_a_hash_that_come_after_the_completion_are_told_before_bye(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-late");
        moonPay.lateDelivery(STAGE);
        moonPay.advanceClock(STAGE.multipliedBy(2));
        try (EventStream stream = payment.follow();
                EventStream other = payment.follow()) {
            assertThat(progress(stream.next())).isEqualTo("completed success,success,in_progress");
            moonPay.advanceClock(STAGE);
            Event last = stream.next();
            assertThat(progress(last)).isEqualTo("completed success,success,success");
            assertThat(last.json().path("cryptoTransactionId").textValue()).isNotEmpty();
            assertBye(stream);
            other.until(event -> progress(event).equals("completed success,success,success"));
            assertBye(other);
        }
        // One more where the second stream is opened later than what was read is fresh; four if nothing were shared.
        assertThat(moonPay.counts(READ).started()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_delivery_that_stays_open_is_read_twice_more(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, OPEN.formatted("2026-11-20T09:00:00Z", "1"));
        try (EventStream stream = payment.follow()) {
            assertThat(progress(stream.next())).isEqualTo("completed in_progress");
            assertBye(stream);
        }
        assertThat(moonPay.counts(READ).started()).isEqualTo(3);
    }

    @Test
    void a_hash_that_is_missing_is_read_once_more_if_it_is_told_then(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, "{\"status\":\"completed\",\"transactionHash\":null}");
        try (EventStream stream = payment.follow()) {
            stream.next();
            serve(moonPay, "{\"status\":\"completed\",\"transactionHash\":\"0xabc\"}");
            assertThat(stream.next().data()).contains("0xabc");
            assertBye(stream);
        }
        assertThat(moonPay.counts(READ).started()).isEqualTo(2);
    }

    @Test
    void a_hash_that_was_not_mentioned_may_come_after_a_late_delivery(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        String delivered = OPEN.formatted("2026-11-20T09:00:00Z", "1").replace("in_progress", "success");
        serve(moonPay, OPEN.formatted("2026-11-20T09:00:00Z", "1"));
        try (EventStream stream = payment.follow()) {
            stream.next();
            serve(moonPay, delivered);
            assertThat(progress(stream.next())).isEqualTo("completed success");
            serve(moonPay, delivered.replace("\"amounts\"", "\"txHash\":\"0xabc\",\"amounts\""));
            assertThat(stream.next().data()).contains("0xabc");
            assertBye(stream);
        }
    }

    @Test
    void any_change_but_the_time_of_the_update_is_told(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, OPEN.formatted("2026-11-20T09:00:00Z", "1"));
        try (EventStream stream = payment.follow()) {
            stream.next();
            serve(moonPay, OPEN.formatted("2026-11-20T09:00:01Z", " 1 "));
            await().until(() -> moonPay.counts(READ).completed() == 2);
            serve(moonPay, OPEN.formatted("2026-11-20T09:00:01Z", "1.5"));
            assertThat(stream.next().data()).contains("1.5");
            assertBye(stream);
        }
    }

    @Test
    void a_webhook_is_read_at_once(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, "{\"status\":\"completed\",\"hash\":\"\"}");
        try (EventStream stream = payment.follow()) {
            stream.next();
            double news = polls(PollTrigger.WEBHOOK, "changed");
            serve(moonPay, "{\"status\":\"completed\",\"hash\":\"0xabc\"}");
            changes.announce(payment.id());
            assertThat(stream.next().data()).contains("0xabc");
            assertBye(stream);
            assertThat(polls(PollTrigger.WEBHOOK, "changed") - news).isEqualTo(1);
        }
    }

    @Test
    void a_token_that_is_rejected_then_ends_it_as_completed(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, OPEN.formatted("2026-11-20T09:00:00Z", "1"));
        try (EventStream stream = payment.follow()) {
            stream.next();
            moonPay.replaceFaults(SimulatorFault.status(READ, 401));
            assertBye(stream);
        }
    }

    @Test
    void reads_that_fail_are_not_repeated_for_ever(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, OPEN.formatted("2026-11-20T09:00:00Z", "1"));
        try (EventStream stream = payment.follow()) {
            stream.next();
            moonPay.replaceFaults(SimulatorFault.status(READ, 503));
            assertThat(stream.next().name()).isEqualTo("failure");
            assertBye(stream);
        }
    }

    @Test
    void a_completed_transaction_that_is_told_whole_is_read_no_more(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(
                moonPay,
                "{\"status\":\"completed\",\"cryptoTransactionId\":\"0xabc\","
                        + "\"stages\":[{\"kind\":\"delivery\",\"status\":\"success\"}]}");
        try (EventStream stream = payment.follow()) {
            stream.next();
            assertBye(stream);
        }
        assertThat(moonPay.counts(READ).started()).isEqualTo(1);
    }

    private static void serve(SimulatorControl moonPay, String object) {
        byte[] body = ("{\"data\":" + object + "}").getBytes(StandardCharsets.UTF_8);
        moonPay.replaceFaults(SimulatorFault.literal(READ, 200, body));
    }

    private static void assertBye(EventStream stream) {
        Event bye = stream.next();
        assertThat(bye.name()).isEqualTo("bye");
        assertThat(bye.json().path("reason").textValue()).isEqualTo("transaction-ended");
        assertThat(stream.ends()).isTrue();
    }
}
