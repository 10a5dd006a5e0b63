package io.moonconnect.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.EventSink;
import io.moonconnect.stream.StreamEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;

/** The quotes of a stream where many expire at once, and where a step of it fails unexpectedly. */
class LiveQuotesTest {

    private static final int METHODS = 20;

    private static final long LIFE_MILLIS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** MoonPay does not answer the refresh of the best quote; the others expire with it. */
    @Test
    void quotes_that_expire_together_do_not_take_over_from_each_other() {
        // The second time they arrive together: the first time, code is loaded between one and the next.
        for (int round = 0; round < 2; round++) {
            events.clear();
            refreshes.set(0);
            begin(offer -> {});
            Awaitility.await().until(() -> count("expired") + count("stale") == METHODS);
        }
        assertThat(refreshes.get()).isLessThan(METHODS / 2);
        assertThat(failures).isEmpty();
    }

    @Test
    void an_unexpected_failure_ends_the_stream() {
        IllegalStateException unexpected = new IllegalStateException("unexpected");
        begin(offer -> {
            throw unexpected;
        });
        Awaitility.await().until(() -> !failures.isEmpty());
        assertThat(failures).containsExactly(unexpected);
        assertThat(count("quote")).isZero();
    }

    private void begin(Consumer<Leg.Offer> offered) {
        List<PaymentMethod> methods = IntStream.range(0, METHODS)
                .mapToObj(i -> new PaymentMethod("type-" + i, null))
                .toList();
        LiveQuotes.Wiring wiring = new LiveQuotes.Wiring(
                method -> Uni.createFrom().item(offer(method)),
                method -> {
                    refreshes.incrementAndGet();
                    return Uni.createFrom().nothing();
                },
                failure -> Problem.of(failure, "/", "id"),
                offered,
                RefreshBudgetTest.budget(Map.of()).admit(1));
        BackOff backOff = new BackOff(Duration.ofMillis(50));
        List<LiveQuote> quotes = methods.stream()
                .map(method -> new LiveQuote(method, false, backOff))
                .toList();
        LiveQuotes live = new LiveQuotes(false, quotes, wiring, vertx, new Recorder());
        vertx.getOrCreateContext().runOnContext(start -> live.begin(new LegPlan(methods, List.of())));
    }

    private static Leg offer(PaymentMethod method) {
        String quote = """
                {"data":{"source":{"amount":"120.00"},"destination":{"amount":"0.035"},
                 "expiresAt":"2026-01-01T00:00:00Z","executable":true,"paymentDisclosures":[]}}""";
        try {
            Quote read = Quote.read(quote.getBytes(StandardCharsets.UTF_8));
            QuoteAnswer answer = new QuoteAnswer(read.raw(), List.of(), LIFE_MILLIS, LIFE_MILLIS * 4 / 5);
            return new Leg.Offer(method, read, answer, null, System.nanoTime());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private long count(String name) {
        return events.stream().filter(name::equals).count();
    }

    private final class Recorder implements EventSink {

        @Override
        public void event(StreamEvent event) {
            events.add(event.name());
        }

        @Override
        public void fail(Throwable failure) {
            failures.add(failure);
        }
    }
}
