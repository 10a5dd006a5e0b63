package io.moonconnect.transaction;

import java.nio.charset.StandardCharsets;
import java.util.Map;

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

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static io.moonconnect.transaction.FollowedTransaction.STAGE;
import static io.moonconnect.transaction.FollowedTransaction.progress;
import static io.moonconnect.transaction.FollowedTransaction.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

/** The events of a transaction stream, read from the wire. */
@QuarkusTest
@TestProfile(FollowedClosely.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class TransactionStreamTest {

    @AfterEach
    void nothingIsLeft() {
        await().until(() -> watched() == 0);
    }

    @Test
    void the_transaction_comes_at_once_then_each_change_then_bye(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow()) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.head().header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.head().header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(stream.head().header("MoonPay-Request-Id")).isNotBlank();
            Event first = stream.next();
            assertThat(first.name()).isEqualTo("transaction");
            assertThat(first.id()).isEqualTo("1");
            assertThat(progress(first)).isEqualTo("pending success,in_progress,not_started");
            moonPay.advanceClock(STAGE);
            assertThat(progress(stream.next())).isEqualTo("pending success,success,in_progress");
            moonPay.advanceClock(STAGE);
            Event last = stream.next();
            assertThat(last.id()).isEqualTo("3");
            assertThat(progress(last)).isEqualTo("completed success,success,success");
            assertBye(stream, "transaction-ended");
        }
    }

    @Test
    void a_payment_that_fails_is_the_end_too(SimulatorControl moonPay) {
        try (EventStream stream =
                FollowedTransaction.begin(moonPay, "cust-declined").follow()) {
            assertThat(progress(stream.next())).startsWith("pending");
            moonPay.advanceClock(STAGE);
            Event last = stream.next();
            assertThat(progress(last)).startsWith("failed");
            assertThat(last.data()).contains("payment_authorization_declined");
            assertBye(stream, "transaction-ended");
        }
    }

    @Test
    void a_finished_transaction_is_sent_once(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        moonPay.advanceClock(STAGE.multipliedBy(2));
        try (EventStream stream = payment.follow()) {
            assertThat(progress(stream.next())).startsWith("completed");
            assertBye(stream, "transaction-ended");
        }
        assertThat(moonPay.counts("getTransaction").started()).isEqualTo(1);
    }

    @Test
    void the_object_is_moonpays_byte_for_byte(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        String object = """
                {"id": "x", "status":"pending", "status":"failed",
                  "amount": 1.10e400,\t"text": "line\\nbreak \\u00e9 ü",

                 "stages": 7 }""";
        moonPay.literal("getTransaction", 200, "{\"data\":" + object + "}");
        try (EventStream stream = EventStream.unheldGet(payment.path(), payment.token())) {
            assertThat(stream.next().data().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(object.getBytes(StandardCharsets.UTF_8));
            assertBye(stream, "transaction-ended");
        }
    }

    @Test
    void an_unknown_status_is_not_final(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        serve(moonPay, "{\"status\":\"paused\"}");
        try (EventStream stream = payment.follow()) {
            assertThat(progress(stream.next())).startsWith("paused");
            serve(moonPay, "{\"id\":\"x\"}");
            assertThat(progress(stream.next())).startsWith("null");
            serve(moonPay, "{\"status\":\"completed\"}");
            assertThat(progress(stream.next())).startsWith("completed");
            assertBye(stream, "transaction-ended");
        }
    }

    @Test
    void only_a_change_of_status_or_of_a_stage_is_sent(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        String stage = "{\"kind\":\"delivery\",\"name\":\"%s\",\"status\":\"%s\"}";
        String object = "{\"status\":\"pending\",\"updatedAt\":\"%s\",\"stages\":[" + stage + "]}";
        serve(moonPay, object.formatted("2026-11-20T09:00:00Z", "Delivery", "in_progress"));
        try (EventStream stream = payment.follow()) {
            stream.next();
            serve(moonPay, object.formatted("2026-11-20T09:00:09Z", "On its way", "in_progress"));
            awaitReads(moonPay, 2);
            serve(moonPay, object.formatted("2026-11-20T09:00:10Z", "On its way", "crypto_hold"));
            assertThat(stream.next().data()).contains("crypto_hold", "09:00:10Z");
            serve(moonPay, "{\"status\":\"pending\",\"stages\":[]}");
            assertThat(progress(stream.next())).isEqualTo("pending ");
        }
    }

    @Test
    void deposit_details_that_come_later_are_sent(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        String object =
                "{\"status\":\"pending\"%s,\"stages\":[{\"kind\":\"waiting_payment\",\"status\":\"in_progress\"}]}";
        serve(moonPay, object.formatted(""));
        try (EventStream stream = payment.follow()) {
            stream.next();
            serve(moonPay, object.formatted(",\"bankTransferDepositInfo\":{\"reference\":\"SIM-1\"}"));
            assertThat(stream.next().data()).contains("SIM-1");
            serve(moonPay, object.formatted(",\"bankTransferDepositInfo\":{\"reference\":\"SIM-2\"}"));
            assertThat(stream.next().data()).contains("SIM-2");
        }
    }

    @Test
    void what_keeps_it_from_being_read_the_first_time_is_an_ordinary_problem(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        String path = "/v1/transactions/%s/stream";
        as(token).get(path.formatted("nobody-knows-it")).then().statusCode(404).body("type", endsWith("/not-found"));
        as(token).get(path.formatted("a.b")).then().statusCode(400).body("violations[0].field", is("id"));
        anybody().get(path.formatted("some-id")).then().statusCode(400).body("type", endsWith("/invalid-request"));
        as(token + "x")
                .get(path.formatted("some-id"))
                .then()
                .statusCode(401)
                .body("type", endsWith("/moonpay-token-rejected"));
        as(token)
                .accept("application/json")
                .get(path.formatted("some-id"))
                .then()
                .statusCode(406)
                .body("type", endsWith("/not-acceptable"));
        moonPay.status("getTransaction", 500);
        as(token).get(path.formatted("some-id")).then().statusCode(502).body("type", endsWith("/moonpay-unavailable"));
    }

    @Test
    void a_token_that_moonpay_rejects_meanwhile_is_the_end(SimulatorControl moonPay) {
        FollowedTransaction payment = FollowedTransaction.begin(moonPay, "cust-1");
        try (EventStream stream = payment.follow();
                EventStream other = payment.follow()) {
            stream.next();
            other.next();
            moonPay.status("getTransaction", 401);
            assertBye(stream, "moonpay-token-rejected");
            assertBye(other, "moonpay-token-rejected");
        }
    }

    @Test
    void a_transaction_that_moonpay_has_no_more_is_the_end(SimulatorControl moonPay) {
        try (EventStream stream = FollowedTransaction.begin(moonPay, "cust-1").follow()) {
            stream.next();
            moonPay.status("getTransaction", 404);
            assertBye(stream, "not-found");
        }
    }

    @Test
    void while_moonpay_fails_the_failure_is_sent_and_polling_continues(SimulatorControl moonPay) {
        try (EventStream stream = FollowedTransaction.begin(moonPay, "cust-1").follow()) {
            stream.next();
            moonPay.status("getTransaction", 500);
            for (int i = 0; i < 3; i++) {
                Event failure = stream.next();
                assertThat(failure.name()).isEqualTo("failure");
                assertThat(failure.json().at("/problem/type").textValue()).endsWith("/moonpay-unavailable");
                assertThat(failure.json().at("/problem/instance").textValue()).endsWith("/stream");
                assertThat(failure.json().at("/problem/requestId").textValue())
                        .isEqualTo(stream.head().header("X-Request-Id"));
                assertThat(failure.json().path("retryInMs").longValue()).isPositive();
            }
            moonPay.clearFaults();
            moonPay.advanceClock(STAGE);
            assertThat(stream.until("transaction")).last().satisfies(event -> assertThat(progress(event))
                    .isEqualTo("pending success,success,in_progress"));
        }
    }

    @Test
    void a_poll_that_fails_is_not_retried_before_its_time(SimulatorControl moonPay) {
        try (EventStream stream = FollowedTransaction.begin(moonPay, "cust-1").follow()) {
            stream.next();
            moonPay.status("getTransaction", 503);
            long before = moonPay.counts("getTransaction").started();
            int failures =
                    stream.until("failure").size() + stream.until("failure").size();
            assertThat(moonPay.counts("getTransaction").started() - before).isLessThanOrEqualTo(failures + 1);
        }
    }

    @Test
    void moonpays_retry_after_is_respected(SimulatorControl moonPay) {
        try (EventStream stream = FollowedTransaction.begin(moonPay, "cust-1").follow()) {
            stream.next();
            moonPay.add(SimulatorFault.status("getTransaction", 429).headers(Map.of("Retry-After", "7")));
            Event failure = stream.next();
            assertThat(failure.json().at("/problem/type").textValue()).endsWith("/moonpay-busy");
            assertThat(failure.json().path("retryInMs").longValue()).isGreaterThanOrEqualTo(7000);
        }
    }

    /** Makes this the transaction for every token. */
    private static void serve(SimulatorControl moonPay, String object) {
        byte[] body = ("{\"data\":" + object + "}").getBytes(StandardCharsets.UTF_8);
        moonPay.replaceFaults(SimulatorFault.literal("getTransaction", 200, body));
    }

    /** So many reads that begin from now on have ended. */
    private static void awaitReads(SimulatorControl moonPay, int reads) {
        long begun = moonPay.counts("getTransaction").started();
        await().until(() -> moonPay.counts("getTransaction").completed() >= begun + reads);
    }

    private static void assertBye(EventStream stream, String reason) {
        Event bye = stream.until(event -> !event.name().equals("failure")).get(0);
        assertThat(bye.name()).isEqualTo("bye");
        assertThat(bye.json().path("reason").textValue()).isEqualTo(reason);
        assertThat(stream.ends()).isTrue();
    }
}
