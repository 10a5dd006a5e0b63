package io.moonconnect.moonpay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.time.Deadline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

import static io.moonconnect.moonpay.TlsUpstream.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a call may rely on over HTTP/2, and where MoonPay speaks HTTP/1.1 only. */
@OnJdk25
class Http2ConnectionsTest {

    @Test
    void calls_share_the_first_connection() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            all(moonPay, 20);
            assertThat(moonPay.received).hasSize(20).allMatch(request -> request.version() == HttpVersion.HTTP_2);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    @Test
    void without_http2_each_concurrent_call_has_a_connection() {
        try (TlsUpstream moonPay = TlsUpstream.http1()) {
            all(moonPay, 8);
            assertThat(moonPay.received).hasSize(8).allMatch(request -> request.version() == HttpVersion.HTTP_1_1);
        }
    }

    /** The server refuses a stream over its limit, and exchanges are not sent again here. */
    @Test
    void no_more_streams_than_moonpay_allows() {
        try (TlsUpstream moonPay = TlsUpstream.http2(1)) {
            for (int i = 0; i < 6; i++) {
                moonPay.thenOnce(
                        request -> moonPay.later(() -> request.response().end("{}")));
            }
            all(moonPay, 6);
            all(moonPay, 6);
            assertThat(moonPay.received).hasSize(12);
        }
    }

    @Test
    void a_refused_stream_is_known_as_not_processed() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(request -> request.response().reset(Http2Error.REFUSED_STREAM.code()));
            assertUnprocessed(moonPay.exchange(call()));
            assertThat(status(moonPay.exchange(call(), true))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    @Test
    void a_stream_above_the_last_one_of_a_goaway_is_known_as_not_processed() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(request -> request.connection().goAway(0, 0));
            assertUnprocessed(moonPay.exchange(call()));
            assertThat(status(moonPay.exchange(call(), true))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    /** Exchanges are not sent again here: a call on the closed connection would fail. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connection_that_was_seen_to_close_is_not_used(boolean http2) {
        try (TlsUpstream moonPay = http2 ? TlsUpstream.http2() : TlsUpstream.http1()) {
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            moonPay.closeAll();
            await().atMost(PATIENCE).until(() -> moonPay.openAtClient() == 0);

            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.received).hasSize(2);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    /** Vert.x closes its clients during a shutdown, while calls and connections begin. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_after_the_client_was_closed_fails_like_one_without_a_connection(boolean http2) {
        try (TlsUpstream moonPay = http2 ? TlsUpstream.http2() : TlsUpstream.http1()) {
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            moonPay.closeClient();
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);
            assertFailure(moonPay.exchange(call(), true), Outcome.UNAVAILABLE);
        }
    }

    @Test
    void a_goaway_lets_running_calls_end_and_later_ones_use_a_new_connection() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(request -> {
                request.connection().goAway(0, Integer.MAX_VALUE);
                request.response().end("{}");
            });
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            all(moonPay, 4);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | text/html        | <html>blocked</html>",
                "403 |                  | <html>blocked</html>",
                "401 |                  |",
                "403 | application/json | {\"message\":\"Forbidden\"}",
                "403 | application/json | {\"code\":404,\"type\":\"NotFound\",\"message\":\"\"}",
                "404 | text/html        | <html>no such host</html>",
                "302 |                  |",
                "200 | text/html        | <html>welcome</html>",
                "200 | application/json | <html>welcome</html>",
                "500 | text/html        | <html>sorry</html>",
                "502 | text/html        | <html>bad gateway</html>",
                "503 | application/json | {\"message\":\"no healthy upstream\"}",
                "504 |                  |"
            })
    void a_connection_that_does_not_lead_to_moonpay_is_left(int status, String type, String body) {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(answer(status, type, body));
            assertThat(status(moonPay.exchange(call()))).isEqualTo(status);
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(2);
            await().atMost(PATIENCE).until(() -> moonPay.open.size() == 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | application/json | {\"code\":422,\"type\":\"Invalid\",\"message\":\"\"}",
                "403 |                  | {\"code\":403,\"type\":\"Forbidden\",\"message\":\"\"}",
                "404 | text/html        | <pre>Cannot POST /platform/v1/sessions</pre>",
                "404 | application/json | {\"statusCode\":404,\"message\":\"Cannot POST /platform/v1/sessions\"}",
                "429 |                  |",
                "500 | application/json | {\"code\":500,\"type\":\"Internal\",\"message\":\"\"}",
                "204 |                  |"
            })
    void a_refusal_of_moonpay_itself_leaves_the_connection_in_use(int status, String type, String body) {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(answer(status, type, body));
            assertThat(status(moonPay.exchange(call()))).isEqualTo(status);
            all(moonPay, 4);
            assertThat(moonPay.opened).hasValue(1);
            assertThat(moonPay.open).hasSize(1);
        }
    }

    @Test
    void calls_that_run_on_a_connection_that_is_left_end_there() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicReference<HttpServerRequest> running = new AtomicReference<>();
            moonPay.thenOnce(running::set).thenOnce(answer(503, null, ""));
            CompletableFuture<Response> first =
                    moonPay.exchange(call()).subscribe().asCompletionStage();
            await().atMost(PATIENCE).until(() -> running.get() != null);
            assertThat(status(moonPay.exchange(call()))).isEqualTo(503);
            all(moonPay, 4);
            assertThat(first).isNotDone();
            assertThat(moonPay.open).hasSize(2);

            running.get().response().end("{}");
            assertThat(status(Uni.createFrom().completionStage(first))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(2);
            await().atMost(PATIENCE).until(() -> moonPay.open.size() == 1);
        }
    }

    /** The one call too many waits for a connection, and gets the one that the page has come on. */
    @Test
    void a_page_over_http1_ends_no_other_call() {
        try (TlsUpstream moonPay = TlsUpstream.http1()) {
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < TlsUpstream.POOL; i++) {
                moonPay.thenOnce(held::add);
            }
            List<CompletableFuture<Response>> calls = IntStream.rangeClosed(0, TlsUpstream.POOL)
                    .mapToObj(i -> moonPay.exchange(call()).subscribe().asCompletionStage())
                    .toList();
            await().atMost(PATIENCE).until(() -> held.size() == TlsUpstream.POOL);

            answer(502, "text/html", "<html>bad gateway</html>").accept(held.remove());
            await().atMost(PATIENCE).until(() -> moonPay.received.size() == 1 + TlsUpstream.POOL + 1);
            held.forEach(request -> request.response().end("{}"));

            assertThat(calls.stream().map(call -> call.join().status()))
                    .containsOnly(200, 502)
                    .containsOnlyOnce(502);
        }
    }

    @Test
    void a_call_that_may_not_wait_opens_the_connection_of_later_ones() {
        try (TlsUpstream moonPay = TlsUpstream.http2WithoutQueue()) {
            assertThatThrownBy(() -> moonPay.exchange(call()).await().atMost(PATIENCE))
                    .isInstanceOf(MoonPayFailure.class);

            await().atMost(PATIENCE).ignoreExceptions().until(() -> status(moonPay.exchange(call())) == 200);
        }
    }

    @Test
    void a_storm_of_pages_is_no_storm_of_connections() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                moonPay.thenOnce(answer(403, "text/html", "<html>blocked</html>"));
                assertThat(status(moonPay.exchange(call()))).isEqualTo(403);
            }
            int pauses = (int) (Duration.ofNanos(System.nanoTime() - start).toSeconds() / 5);
            assertThat(moonPay.opened.get()).isBetween(2, 2 + pauses);
        }
    }

    /** Nothing of it was written: it needs no second attempt. */
    @Test
    void a_call_that_waits_for_a_permit_meanwhile_uses_the_new_connection() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicReference<UniEmitter<? super CallPermit>> permit = new AtomicReference<>();
            Uni<CallPermit> later = Uni.createFrom().emitter(emitter -> permit.set(emitter));
            CompletableFuture<Response> late =
                    moonPay.exchange(call(), () -> later).subscribe().asCompletionStage();
            await().atMost(PATIENCE).until(() -> permit.get() != null);
            moonPay.thenOnce(answer(502, "text/html", "<html>bad gateway</html>"));
            assertThat(status(moonPay.exchange(call()))).isEqualTo(502);
            await().atMost(PATIENCE).until(moonPay.open::isEmpty);

            permit.get().complete(TlsUpstream.newPermit());
            assertThat(status(Uni.createFrom().completionStage(late))).isEqualTo(200);
            assertThat(moonPay.received).hasSize(2);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    /** MoonPay may have processed it: only a read is sent again. */
    @Test
    void a_lost_connection_is_not_taken_as_not_processed() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            moonPay.thenOnce(request -> cut(request.connection()));
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);
            moonPay.thenOnce(request -> request.response().reset(0));
            assertFailure(moonPay.exchange(call()), Outcome.UNAVAILABLE);
        }
    }

    /** The connection is closed by this service then, whose own GOAWAY says nothing about what MoonPay has processed. */
    @Test
    void a_connection_that_answers_no_ping_is_closed_and_its_calls_are_not_taken_as_not_processed() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            CountDownLatch silence = new CountDownLatch(1);
            moonPay.thenOnce(request -> block(silence));
            CompletableFuture<Response> first =
                    moonPay.exchange(call()).subscribe().asCompletionStage();
            await().atMost(PATIENCE).until(() -> !moonPay.received.isEmpty());
            assertFailure(moonPay.exchange(call(Duration.ofMillis(300))), Outcome.TIMEOUT);
            assertFailure(Uni.createFrom().completionStage(first), Outcome.UNAVAILABLE);
            silence.countDown();
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(2);
        }
    }

    @Test
    void each_call_ends_on_its_own_context() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            List<Uni<Boolean>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> moonPay.exchangeOnAContextOfItsOwn(call()))
                    .toList();
            assertThat(Uni.join().all(calls).andFailFast().await().atMost(PATIENCE))
                    .containsOnly(true);
        }
    }

    @Test
    void a_cancelled_call_resets_its_stream_and_leaves_the_connection_open() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicInteger resets = new AtomicInteger();
            moonPay.thenOnce(request -> request.response().exceptionHandler(reset -> resets.incrementAndGet()));
            Cancellable running = moonPay.exchange(call()).subscribe().with(ignored -> {});
            await().atMost(PATIENCE).until(() -> !moonPay.received.isEmpty());
            running.cancel();
            await().atMost(PATIENCE).untilAtomic(resets, org.hamcrest.Matchers.is(1));
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    @Test
    void a_body_over_the_cap_resets_its_stream_only() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            AtomicInteger resets = new AtomicInteger();
            moonPay.thenOnce(request -> {
                request.response().exceptionHandler(reset -> resets.incrementAndGet());
                request.response().setChunked(true);
                pour(request);
            });
            assertFailure(moonPay.exchange(call()), Outcome.MALFORMED);
            await().atMost(PATIENCE).untilAtomic(resets, org.hamcrest.Matchers.greaterThan(0));
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    /** The request that opened the connection is used by the next call, with nothing of the first. */
    @Test
    void a_call_cancelled_before_it_was_sent_leaves_nothing_to_the_next() {
        try (TlsUpstream moonPay = TlsUpstream.http2()) {
            for (int i = 0; i < 50; i++) {
                Call cancelled = call().with(SecretKey.parse("sk_test_first").orElseThrow());
                moonPay.exchange(cancelled).subscribe().with(ignored -> {}).cancel();
                Cancellable late = moonPay.exchange(cancelled).subscribe().with(ignored -> {}, known -> {});
                moonPay.client().runOnContext(soon -> late.cancel());
            }
            Call next = call().with(AccessToken.parse("second").orElseThrow());
            assertThat(status(moonPay.exchange(next))).isEqualTo(200);
            assertThat(moonPay.received)
                    .filteredOn(request -> request.getHeader("Authorization") != null)
                    .singleElement()
                    .matches(request -> request.getHeader("X-Api-Key") == null);
        }
    }

    /** Vert.x' pool does not take back a stream that was reset before it was sent. */
    @Test
    void cancelled_calls_do_not_use_up_the_streams() {
        try (TlsUpstream moonPay = TlsUpstream.http2(2)) {
            for (int i = 0; i < 20; i++) {
                Cancellable early = moonPay.exchange(call()).subscribe().with(ignored -> {}, known -> {});
                moonPay.client().runOnContext(soon -> early.cancel());
                assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            }
            assertThat(moonPay.opened.get()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_that_leaves_late_takes_another_permit(boolean http2) {
        try (TlsUpstream moonPay = http2 ? TlsUpstream.http2() : TlsUpstream.http1()) {
            AtomicInteger taken = new AtomicInteger();
            Supplier<Uni<CallPermit>> another = () -> {
                assertThat(moonPay.received).isEmpty();
                taken.incrementAndGet();
                return Uni.createFrom().item(TlsUpstream.newPermit());
            };
            assertThat(status(moonPay.exchange(call(), another))).isEqualTo(200);
            assertThat(taken).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_late_call_that_gets_no_other_permit_is_not_sent_and_leaves_its_connection_to_the_next(boolean http2) {
        try (TlsUpstream moonPay = http2 ? TlsUpstream.http2() : TlsUpstream.http1()) {
            MoonPayFailure none = MoonPayFailure.of(Outcome.SHED, Seen.NOT_SENT, "No permit.");
            assertFailure(moonPay.exchange(call(), () -> Uni.createFrom().failure(none)), Outcome.SHED);
            CountDownLatch waits = new CountDownLatch(1);
            Uni<CallPermit> never = Uni.createFrom().emitter(emitter -> waits.countDown());
            Cancellable cancelled =
                    moonPay.exchange(call(), () -> never).subscribe().with(ignored -> {});
            block(waits);
            cancelled.cancel();
            assertThat(moonPay.received).isEmpty();
            assertThat(status(moonPay.exchange(call()))).isEqualTo(200);
            assertThat(moonPay.opened).hasValue(1);
        }
    }

    /** @param type null for none */
    private static Consumer<HttpServerRequest> answer(int status, String type, String body) {
        return request -> {
            request.response().setStatusCode(status);
            if (type != null) {
                request.response().putHeader("Content-Type", type);
            }
            request.response().end(body == null ? "" : body);
        };
    }

    private static void all(TlsUpstream moonPay, int calls) {
        List<Uni<Response>> exchanges = IntStream.range(0, calls)
                .mapToObj(i -> moonPay.exchange(call()))
                .toList();
        Uni.join().all(exchanges).andFailFast().await().atMost(PATIENCE);
    }

    static Call call() {
        return call(PATIENCE);
    }

    private static Call call(Duration attemptTimeout) {
        return Call.of(Operation.CREATE_SESSION, PermitClass.INTERACTIVE, Deadline.after(PATIENCE), attemptTimeout)
                .json("{}".getBytes(StandardCharsets.US_ASCII));
    }

    static int status(Uni<Response> exchange) {
        return exchange.await().atMost(PATIENCE).status();
    }

    static void assertFailure(Uni<Response> exchange, Outcome outcome) {
        assertThatThrownBy(() -> exchange.await().atMost(PATIENCE))
                .isInstanceOfSatisfying(MoonPayFailure.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(outcome));
    }

    /** Sent again, even if it is KYC data. */
    private static void assertUnprocessed(Uni<Response> exchange) {
        Call once = Call.of(Operation.SUBMIT_CUSTOMER_KYC, PermitClass.INTERACTIVE, Deadline.after(PATIENCE), PATIENCE);
        assertThatThrownBy(() -> exchange.await().atMost(PATIENCE))
                .isInstanceOfSatisfying(MoonPayFailure.class, failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.STALE_CONNECTION);
                    assertThat(once.next(failure)).isEqualTo(Seen.Next.RESEND);
                    assertThat(once.asReported(failure).detail()).doesNotContain("unknown");
                });
    }

    /** Without a GOAWAY. */
    private static void cut(HttpConnection connection) {
        ChannelHandlerContext handler = ((ConnectionBase) connection).channelHandlerContext();
        handler.close();
    }

    /** Blocks the event loop of MoonPay. */
    private static void block(CountDownLatch silence) {
        try {
            assertThat(silence.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pour(HttpServerRequest request) {
        if (!request.response().closed() && !request.response().ended()) {
            request.response().write("x".repeat(64 * 1024)).onSuccess(written -> pour(request));
        }
    }
}
