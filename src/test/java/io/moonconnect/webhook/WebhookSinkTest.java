package io.moonconnect.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.EventSink.Event;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.SinkOfTheService;
import io.moonconnect.testing.StallWatch;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events are delivered unchanged to the operator's sink, and count as delivered once it has confirmed them. */
@QuarkusTest
@TestProfile(WebhooksUnderTest.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(SinkOfTheService.class)
class WebhookSinkTest extends WebhookTest {

    private static final int MAX = 256 * 1024;

    /** What webhooks answered with 503 have taken by the service's own measure, in seconds. */
    private static final String DURATION =
            "http_server_requests_seconds_sum{method=\"POST\",outcome=\"SERVER_ERROR\",status=\"503\",uri=\""
                    + SignedWebhook.PATH + "\"}";

    /** Shorter than the default, because the sink's time-out is 600 ms. */
    private static final Duration POLL = Duration.ofMillis(10);

    @Test
    void the_sink_gets_a_cloud_event_with_the_bytes_that_came() {
        String id = UUID.randomUUID().toString();
        byte[] body = bytes("{ \"type\" : \"transaction_updated\",\n\t\"data\":{\"id\":\"" + id
                + "\",\"status\":\"completed\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\",\"fee\":1.10,\"n\":1e400,"
                + "\"twice\":1,\"twice\":2,\"\\u006eame\":\"\u00c5da\"} }\r\n");
        assertThat(SignedWebhook.of(KEY, clock.instant(), body).post().statusCode())
                .isEqualTo(204);

        Event event = sink.events().get(0);
        assertThat(event.body()).isEqualTo(body);
        assertThat(event.header(":target")).isEqualTo("/events?of=moonpay");
        assertThat(event.header("Content-Type")).isEqualTo("application/json");
        assertThat(event.header("ce-specversion")).isEqualTo("1.0");
        assertThat(event.header("ce-source")).isEqualTo("urn:moonpay");
        assertThat(event.header("ce-type")).isEqualTo("com.moonpay.transaction_updated");
        assertThat(event.header("ce-time")).isEqualTo("2026-11-20T09:14:58.000Z");
        assertThat(event.header("ce-subject")).isEqualTo(id);
        assertThat(event.header("ce-id")).matches("[0-9a-f]{64}");
    }

    /** MoonPay does not document the type of its Platform's events about transactions. */
    @Test
    void a_transaction_is_known_by_the_name_of_its_id_whatever_the_type_of_the_event_is() {
        String id = UUID.randomUUID().toString();
        deliver("{\"type\":\"buy.status_changed\",\"data\":{\"id\":\"x\",\"transactionId\":\"" + id + "\"}}");
        deliver("{\"type\":\"buy.status_changed\",\"data\":{\"id\":\"x\",\"transaction\":{\"id\":\"" + id + "\"}}}");
        deliver("{\"data\":{\"transactionId\":\"" + id + "\"}}");
        deliver("{\"type\":\"buy.status_changed\",\"data\":{\"id\":\"" + id + "\"}}");
        assertThat(sink.events())
                .extracting(event -> event.header("ce-subject"))
                .containsExactly(id, id, id, null);
    }

    @Test
    void the_sink_can_check_that_an_event_is_ours() {
        deliver(event());
        Event event = sink.events().get(0);
        String time = String.valueOf(clock.instant().getEpochSecond());
        assertThat(event.header("Moonconnect-Signature"))
                .isEqualTo("t=" + time + ",s=" + SignedWebhook.hmac(WebhooksUnderTest.SINK_KEY, time, event.body()));
        assertThat(event.headers()).doesNotContainKeys("Moonpay-Signature-V2", "Authorization");
    }

    @Test
    void the_kyc_event_and_unknown_events_are_delivered() {
        List<String> bodies = List.of(
                "{\"id\":\"" + UUID.randomUUID()
                        + "\",\"type\":\"customer.identity_status_updated\",\"timestamp\":\"2026-11-20T09:15:00Z\",\"data\":{}}",
                "{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"brand \u00e9v\u00e9n\u0435ment\",\"data\":[1]}",
                "{\"id\":7,\"note\":\"" + UUID.randomUUID() + "\",\"data\":\"text\"}",
                "[\"" + UUID.randomUUID() + "\"]",
                "not JSON " + UUID.randomUUID(),
                "");
        for (String body : bodies) {
            assertThat(deliver(body).statusCode()).as(body).isEqualTo(204);
        }
        assertThat(sink.events()).extracting(event -> new String(event.body())).isEqualTo(bodies);
        assertThat(sink.events())
                .extracting(event -> event.header("ce-type"))
                .containsExactly(
                        "com.moonpay.customer.identity_status_updated",
                        "com.moonpay.brand%20%C3%A9v%C3%A9n%D0%B5ment",
                        "com.moonpay.unknown",
                        "com.moonpay.unknown",
                        "com.moonpay.unknown",
                        "com.moonpay.unknown");
        assertThat(sink.events().get(5).header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void a_duplicate_is_answered_as_the_first_one_and_passed_on_once() {
        String body = event();
        SignedWebhook webhook = signed(KEY, body);
        for (int i = 0; i < 3; i++) {
            assertThat(webhook.post().statusCode()).isEqualTo(204);
        }
        assertThat(signed(OTHER_KEY, body).post().statusCode()).isEqualTo(204);
        assertThat(deliver(body + "\n").statusCode())
                .as("the same event, written anew")
                .isEqualTo(204);
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void a_delivery_is_known_by_its_id() {
        String delivery =
                "{\"id\":\"%s\",\"type\":\"customer.identity_status_updated\",\"timestamp\":\"%s\",\"data\":{}}";
        String id = UUID.randomUUID().toString();
        deliver(delivery.formatted(id, "2026-11-20T09:15:00Z"));
        deliver(delivery.formatted(id, "2026-11-20T09:15:09Z"));
        assertThat(sink.events()).hasSize(1);
        deliver(delivery.formatted(UUID.randomUUID(), "2026-11-20T09:15:00Z"));
        assertThat(sink.events()).hasSize(2);
    }

    /** Replicas of two versions, and a sink that hears of it from both, have to know it as the same. */
    @Test
    void the_hash_of_a_delivery_with_an_id_is_that_of_all_versions() {
        deliver(
                "{\"id\":\"evt-of-two-versions\",\"type\":\"transaction_updated\",\"timestamp\":\"2026-11-20T09:15:00Z\","
                        + "\"data\":{\"id\":\"5f1c\",\"status\":\"termin\u00e9\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\"}}");
        // SHA-256 over id, type, data.id, no inner id, status and updatedAt: each one as \1, its UTF-8 and \0; none as
        // \0.
        assertThat(sink.events().get(0).header("ce-id"))
                .isEqualTo("50c5306ee07af0837d99a99cadae151b17effbc7fab30ae07aa4c25f8ec061fc");
    }

    @Test
    void what_is_new_about_a_transaction_is_no_duplicate() {
        String id = UUID.randomUUID().toString();
        deliver(event(id, "pending", "2026-11-20T09:14:58.000Z"));
        deliver(event(id, "completed", "2026-11-20T09:14:58.000Z"));
        deliver(event(id, "completed", "2026-11-20T09:14:59.000Z"));
        deliver(event(id, "completed", "2026-11-20T09:14:59.000Z")
                .replace("transaction_updated", "transaction_failed"));
        deliver(event(UUID.randomUUID().toString(), "completed", "2026-11-20T09:14:59.000Z"));
        assertThat(sink.events()).hasSize(5);
        assertThat(sink.events()).extracting(event -> event.header("ce-id")).doesNotHaveDuplicates();
    }

    @Test
    void an_event_without_an_id_is_known_by_its_whole_content() {
        String id = UUID.randomUUID().toString();
        String state = "{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + id
                + "\",\"status\":\"completed\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\"%s},\"externalCustomerId\":%s}";
        List<String> different = List.of(
                state.formatted("", "\"c\""),
                state.formatted(",\"cryptoTransactionId\":\"0x1f\"", "\"c\""),
                state.formatted(",\"cryptoTransactionId\":null", "\"c\""),
                state.formatted(",\"fee\":1.1", "\"c\""),
                state.formatted(",\"fee\":1.10", "\"c\""),
                state.formatted(",\"fee\":\"1.1\"", "\"c\""),
                state.formatted(",\"fee\":11e-1", "\"c\""),
                state.formatted(",\"stages\":[1,2]", "\"c\""),
                state.formatted(",\"stages\":[2,1]", "\"c\""),
                state.formatted(",\"stages\":[[1],2]", "\"c\""),
                state.formatted(",\"note\":\"a\\u0000\"", "\"c\""),
                state.formatted(",\"note\":\"\\ud800\"", "\"c\""),
                state.formatted(",\"note\":\"\\ud801\"", "\"c\""),
                state.formatted(",\"n\":1,\"n\":2", "\"c\""),
                state.formatted(",\"n\":2,\"n\":1", "\"c\""),
                state.formatted("", "\"d\""),
                state.formatted("", "{}"),
                "{\"id\":\"\"," + state.formatted("", "\"c\"").substring(1),
                "{\"id\":\"\"," + state.formatted("", "\"d\"").substring(1),
                "[" + state.formatted("", "\"c\"") + "]");
        different.forEach(body -> assertThat(deliver(body).statusCode()).isEqualTo(204));
        assertThat(sink.events()).extracting(event -> new String(event.body())).isEqualTo(different);
        assertThat(sink.events()).extracting(event -> event.header("ce-id")).doesNotHaveDuplicates();
    }

    @Test
    void an_event_without_an_id_that_was_serialised_anew_is_a_duplicate() {
        String id = UUID.randomUUID().toString();
        deliver(
                "{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + id
                        + "\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\",\"fee\":{\"a\":1.10,\"b\":[true,null]},\"name\":\"Å/da\"}}");
        deliver(
                "{ \"data\" : {\"name\":\"\\u00c5\\/da\",\t\"fee\":{\"b\":[ true,\r\n null ],\"\\u0061\":1.10},\"id\":\""
                        + id + "\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\"},\"type\":\"transaction_updated\"}\n");
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void an_event_without_identity_is_deduplicated_by_its_bytes() {
        String body = "{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + UUID.randomUUID() + "\",\"step\":%d}}";
        deliver(body.formatted(1));
        deliver(body.formatted(2));
        deliver(body.formatted(2));
        assertThat(sink.events()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 307, 400, 404, 429, 500, 503})
    void an_event_that_the_sink_refuses_is_sent_again_and_passed_on_then(int status) {
        String body = event();
        sink.answer(status);
        ProblemAnswer answer = ProblemAnswer.of(deliver(body)).is(ProblemType.OVERLOADED);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(sink.events()).as("no redirect is followed").hasSize(1);
        sink.answer(202);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
        assertThat(sink.events()).hasSize(2);
        assertThat(sink.events().get(1).header("ce-id"))
                .isEqualTo(sink.events().get(0).header("ce-id"));
    }

    @Test
    void an_event_answered_with_503_is_taken_with_the_same_signature_after_the_tolerance() {
        SignedWebhook webhook = signed(KEY, event());
        SignedWebhook byTheOtherKey = SignedWebhook.of(OTHER_KEY, clock.instant(), webhook.body());
        sink.answer(500);
        ProblemAnswer.of(webhook.post()).is(ProblemType.OVERLOADED);
        clock.move(Duration.ofHours(1));
        try {
            ProblemAnswer.of(webhook.post()).is(ProblemType.OVERLOADED);
            sink.answer(200);
            ProblemAnswer.of(new SignedWebhook(webhook.signature(), bytes(event())).post())
                    .violates(SignedWebhook.HEADER);
            ProblemAnswer.of(byTheOtherKey.post()).violates(SignedWebhook.HEADER);
            assertThat(sink.events()).hasSize(2);
            assertThat(webhook.post().statusCode()).isEqualTo(204);
            assertThat(webhook.post().statusCode()).as("a duplicate").isEqualTo(204);
            ProblemAnswer.of(byTheOtherKey.post()).violates(SignedWebhook.HEADER);
            assertThat(sink.events()).hasSize(3);
        } finally {
            clock.move(Duration.ofHours(-1));
        }
    }

    @Test
    void an_event_rejected_over_the_limit_is_taken_with_the_same_signature_after_the_tolerance() {
        sink.hold();
        List<CompletableFuture<Response>> held = new ArrayList<>();
        for (int i = 0; i < WebhooksUnderTest.MOST; i++) {
            held.add(delivery(event()));
        }
        await().pollInterval(POLL).until(() -> sink.events().size() == WebhooksUnderTest.MOST);
        SignedWebhook further = signed(KEY, event());
        ProblemAnswer.of(further.post()).is(ProblemType.OVERLOADED);
        sink.release();
        held.forEach(CompletableFuture::join);
        clock.move(Duration.ofHours(1));
        try {
            assertThat(further.post().statusCode()).isEqualTo(204);
        } finally {
            clock.move(Duration.ofHours(-1));
        }
    }

    @Test
    void an_old_signature_of_an_event_that_was_safe_at_once_or_never_came_is_refused() {
        SignedWebhook safe = signed(KEY, event());
        SignedWebhook unseen = signed(KEY, event());
        assertThat(safe.post().statusCode()).isEqualTo(204);
        double refused = count("unread", "refused");
        clock.move(Duration.ofHours(1));
        try {
            ProblemAnswer.of(safe.post()).violates(SignedWebhook.HEADER);
            ProblemAnswer.of(unseen.post()).violates(SignedWebhook.HEADER);
            assertThat(sink.events()).hasSize(1);
            assertThat(count("unread", "refused") - refused).isEqualTo(2);
        } finally {
            clock.move(Duration.ofHours(-1));
        }
    }

    @Test
    void an_event_is_sent_again_if_the_sink_closes_a_reused_connection() {
        deliver(event());
        sink.answerNext(EventSink.NO_RESPONSE);
        assertThat(deliver(event()).statusCode()).isEqualTo(204);
        assertThat(sink.events()).hasSize(3);
        String id = sink.events().get(1).header("ce-id");
        assertThat(sink.events().get(2).header("ce-id")).isEqualTo(id);
    }

    @Test
    void an_event_is_sent_again_only_once() {
        deliver(event());
        sink.answerNext(EventSink.NO_RESPONSE, EventSink.NO_RESPONSE);
        String body = event();
        ProblemAnswer.of(deliver(body)).is(ProblemType.OVERLOADED);
        assertThat(sink.events()).hasSize(3);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
    }

    @Test
    void an_event_is_not_sent_again_if_the_sink_closes_a_new_connection() {
        // Each refusal closes its connection, and there are at most this many.
        sink.answer(500);
        IntStream.range(0, WebhooksUnderTest.MOST).forEach(i -> deliver(event()));
        sink.reset();
        sink.answerNext(EventSink.NO_RESPONSE);
        String body = event();
        ProblemAnswer.of(deliver(body)).is(ProblemType.OVERLOADED);
        assertThat(sink.events()).hasSize(1);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
    }

    @Test
    void a_sink_that_does_not_answer_costs_less_than_a_second() {
        String body = event();
        sink.hold();
        double before = Metrics.value(DURATION);
        double stalled;
        try (StallWatch stalls = StallWatch.start()) {
            ProblemAnswer.of(deliver(body)).is(ProblemType.OVERLOADED);
            stalled = stalls.worst().toMillis() / 1e3;
        }
        await().until(() -> Metrics.value(DURATION) > before);
        assertThat(Metrics.value(DURATION) - before).isBetween(0.5, 1.0 + 3 * stalled);
        sink.release();
        assertThat(deliver(body).statusCode()).isEqualTo(204);
    }

    @Test
    void a_duplicate_is_not_safe_while_the_first_one_is_on_its_way() {
        String body = event();
        sink.hold();
        CompletableFuture<Response> first = delivery(body);
        await().pollInterval(POLL).until(() -> sink.events().size() == 1);
        ProblemAnswer.of(deliver(body)).is(ProblemType.OVERLOADED);
        sink.release();
        assertThat(first.join().statusCode()).isIn(204, 503);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
        assertThat(sink.events()).hasSizeBetween(1, 2);
    }

    @Test
    void webhooks_over_the_limit_are_rejected_at_once_and_not_lost() {
        int most = WebhooksUnderTest.MOST;
        sink.hold();
        List<String> bodies = IntStream.range(0, most).mapToObj(i -> event()).toList();
        List<CompletableFuture<Response>> held = new ArrayList<>();
        bodies.forEach(body -> held.add(delivery(body)));
        await().pollInterval(POLL).until(() -> sink.events().size() == most);
        String further = event();
        ProblemAnswer refused = ProblemAnswer.of(deliver(further)).is(ProblemType.OVERLOADED);
        assertThat(sink.events()).as("nothing waits for the sink").hasSize(most);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(SignedWebhook.of("wrong", clock.instant(), further).post().statusCode())
                .as("an invalid signature takes no place and is rejected")
                .isEqualTo(400);
        sink.release();
        held.forEach(CompletableFuture::join);
        assertThat(deliver(further).statusCode()).isEqualTo(204);
    }

    @Test
    void a_body_of_256_kib_is_taken_and_a_byte_more_is_not() {
        String large = "{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"x\",\"pad\":\"%s\"}";
        String body = large.formatted("x".repeat(MAX - large.length() + 2));
        assertThat(body).hasSize(MAX);
        assertThat(deliver(body).statusCode()).isEqualTo(204);
        assertThat(sink.events().get(0).body()).isEqualTo(bytes(body));
        ProblemAnswer.of(deliver(body + " ")).is(ProblemType.PAYLOAD_TOO_LARGE);
        ProblemAnswer.of(chunked(body + " ")).is(ProblemType.PAYLOAD_TOO_LARGE);
        assertThat(chunked(body).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/webhooks/moonpay/", "/v1/webhooks/moonpa%79", "/v1/webhooks/other", "/v1/sessions"})
    void other_paths_keep_their_bound(String path) {
        String head = RawHttp.head("POST", path, "Content-Type: application/json", "Content-Length: 32769");
        ProblemAnswer.of(RawHttp.exchange(head.getBytes())).is(ProblemType.PAYLOAD_TOO_LARGE);
    }

    @Test
    void bodies_are_counted_while_they_are_held() {
        sink.hold();
        String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"pad\":\"" + "x".repeat(100_000) + "\"}";
        CompletableFuture<Response> held = delivery(body);
        await().pollInterval(POLL).until(() -> sink.events().size() == 1);
        assertThat(Metrics.value("bodies_held_bytes")).isGreaterThan(100_000);
        sink.release();
        held.join();
        await().until(() -> Metrics.value("bodies_held_bytes") == 0);
    }

    @Test
    void webhooks_are_counted_by_type_and_outcome_and_made_up_types_are_one() {
        double safe = count("transaction_updated", "safe");
        double duplicate = count("transaction_updated", "duplicate");
        double other = count("other", "safe");
        double refused = count("unread", "refused");
        String body = event();
        deliver(body);
        deliver(body);
        deliver("{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"planted_type\"}");
        SignedWebhook.of("wrong", clock.instant(), body).post();
        assertThat(count("transaction_updated", "safe") - safe).isEqualTo(1);
        assertThat(count("transaction_updated", "duplicate") - duplicate).isEqualTo(1);
        assertThat(count("other", "safe") - other).isEqualTo(1);
        assertThat(count("unread", "refused") - refused).isEqualTo(1);
        assertThat(Metrics.page()).doesNotContain("planted_type");
    }

    @Test
    void the_age_of_the_oldest_unsafe_event_is_reported_until_it_is_safe() {
        // Whatever other tests have left unsafe is given up after the memory of events.
        clock.move(Duration.ofHours(25));
        try {
            assertThat(Metrics.value("webhooks_oldest_unsafe_seconds")).isZero();
            String body = event();
            sink.answer(500);
            deliver(body);
            clock.move(Duration.ofSeconds(90));
            deliver(event());
            assertThat(Metrics.value("webhooks_oldest_unsafe_seconds")).isEqualTo(90);
            sink.answer(200);
            deliver(body);
            assertThat(Metrics.value("webhooks_oldest_unsafe_seconds")).isZero();
            clock.move(Duration.ofSeconds(30));
            assertThat(Metrics.value("webhooks_oldest_unsafe_seconds")).isEqualTo(30);
        } finally {
            clock.move(Duration.ofHours(-25).minusSeconds(120));
        }
    }

    private static double count(String type, String outcome) {
        return Metrics.value("webhooks_total{outcome=\"" + outcome + "\",type=\"" + type + "\"}");
    }

    /** On a thread of its own: the common pool may have fewer than {@link WebhooksUnderTest#MOST}. */
    private CompletableFuture<Response> delivery(String body) {
        return CompletableFuture.supplyAsync(() -> deliver(body), runnable -> new Thread(runnable).start());
    }

    private RawHttp.Reply chunked(String body) {
        SignedWebhook webhook = signed(KEY, body);
        String head = RawHttp.head(
                "POST",
                SignedWebhook.PATH,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                SignedWebhook.HEADER + ": " + webhook.signature());
        return RawHttp.exchange(bytes(head + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"));
    }
}
