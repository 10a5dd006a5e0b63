package io.moonconnect.moonpay;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.moonpay.LoopConnections.Here;
import io.moonconnect.moonpay.guard.CircuitBreaker.Pass;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The only path to MoonPay, from top to bottom: the span and the log of a call, its retries, and for each attempt the
 * circuit breaker, the permit, the exchange, the status and the body. Every error becomes a {@link MoonPayFailure}. It
 * uses Vert.x' client, not the REST client, which buffers the body of an error without a cap
 * ({@code RestClientTrialTest}).
 */
@Singleton
class SendPath {

    private final Vertx vertx;
    private final MoonPaySettings settings;
    private final CallPermits permits;
    private final Breakers breakers;
    private final Retries retries;
    private final CallMetrics metrics;
    private final CallSpans spans;
    private final CallLog log;
    private final LoopConnections connections;

    SendPath(
            Vertx vertx,
            MoonPaySettings settings,
            CallPermits permits,
            Breakers breakers,
            Retries retries,
            CallMetrics metrics,
            CallSpans spans,
            CallLog log,
            LoopConnections connections) {
        this.vertx = vertx;
        this.settings = settings;
        this.permits = permits;
        this.breakers = breakers;
        this.retries = retries;
        this.metrics = metrics;
        this.spans = spans;
        this.log = log;
        this.connections = connections;
    }

    /** Parses the body of a success; an {@link IOException} makes it malformed. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(byte[] body) throws IOException;
    }

    <T> Uni<Answer<T>> sendWithKey(Call call, BodyReader<T> reader) {
        return send(call.with(settings.secretKey()), reader);
    }

    <T> Uni<Answer<T>> send(Call call, AccessToken token, BodyReader<T> reader) {
        return send(call.with(token), reader);
    }

    /** The whole call, in a span. Its failure is logged once, after all retries. */
    private <T> Uni<Answer<T>> send(Call call, BodyReader<T> reader) {
        return Uni.createFrom().deferred(() -> {
            Span span = spans.begin(call);
            return attempts(call, reader, 0).onTermination().invoke((answer, failure, cancelled) -> {
                if (failure instanceof MoonPayFailure known) {
                    log.failed(call.operation(), known);
                }
                spans.end(span, answer, failure, Outcome.of(failure, cancelled));
            });
        });
    }

    /**
     * An attempt and its repetitions, as {@link Seen} has them. A repetition that is refused leaves the failure that
     * caused it, and a deletion that finds nothing any more has taken effect.
     *
     * @param retried number of retries so far
     */
    private <T> Uni<Answer<T>> attempts(Call call, BodyReader<T> reader, int retried) {
        return attempt(call, false, reader)
                .onFailure(failure -> isResent(call, failure))
                .recoverWithUni(stale -> attempt(call, true, reader)
                        .onFailure(SendPath::isNotMade)
                        .transform(notMade -> stale)
                        .onFailure(failure -> call.isDeletedBy(stale, failure))
                        .recoverWithItem(SendPath::nothing))
                .onItemOrFailure()
                .invoke((answer, failure) -> retries.count(call.operation(), retried, Outcome.of(failure)))
                .onFailure(MoonPayFailure.class)
                .recoverWithUni(failure -> retry(call, reader, retried, failure));
    }

    private <T> Uni<Answer<T>> retry(Call call, BodyReader<T> reader, int retried, MoonPayFailure failure) {
        Optional<Duration> pause = retries.pauseBefore(call, retried, failure);
        if (pause.isEmpty()) {
            return Uni.createFrom().failure(call.asReported(failure));
        }
        return pause(pause.get())
                .chain(() -> attempts(call, reader, retried + 1))
                .onFailure(SendPath::isNotMade)
                .transform(notMade -> failure);
    }

    /** Passes the circuit breaker, waits for a connection and a permit, and sends the call once. */
    private <T> Uni<Answer<T>> attempt(Call call, boolean fresh, BodyReader<T> reader) {
        return Uni.createFrom().deferred(() -> {
            Pass pass = breakers.enter(call.operation());
            return connected(call)
                    .chain(here -> permits.acquire(call).chain(permit -> exchange(call, fresh, here, permit, reader)))
                    .onTermination()
                    .invoke((answer, failure, cancelled) -> {
                        permits.slowDownAfter(failure);
                        pass.ended(breakers.health(call, Outcome.of(failure, cancelled)));
                    });
        });
    }

    /** A failure counts as that of a request. */
    private Uni<Here> connected(Call call) {
        long start = System.nanoTime();
        return connections
                .ready(call)
                .onFailure()
                .invoke(failure -> metrics.sent(call.operation(), Outcome.of(failure), start));
    }

    /** Called with the permit granted, so the measured time excludes the wait for it. */
    private <T> Uni<Answer<T>> exchange(Call call, boolean fresh, Here here, CallPermit permit, BodyReader<T> reader) {
        call.note("permit granted");
        long start = System.nanoTime();
        Uni<Response> response =
                Uni.createFrom().emitter(emitter -> new Exchange(vertx, here, call, fresh, permit, emitter).start());
        return response.map(whole -> answer(whole, call, reader))
                .onTermination()
                .invoke((answer, failure, cancelled) ->
                        metrics.sent(call.operation(), Outcome.of(failure, cancelled), start));
    }

    private static <T> Answer<T> answer(Response response, Call call, BodyReader<T> reader) {
        StatusCheck.failureIn(response, call).ifPresent(failure -> {
            throw failure;
        });
        try {
            return new Answer<>(reader.read(response.body()), response.requestId(), response.date());
        } catch (IOException unreadable) {
            throw MoonPayFailure.of(
                    Outcome.MALFORMED, Seen.UNUSABLE, "MoonPay's response could not be parsed.", response.requestId());
        }
    }

    /** A Vert.x timer keeps the caller on its context. */
    private Uni<Void> pause(Duration pause) {
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private static <T> Answer<T> nothing(Throwable notFound) {
        return new Answer<>(null, ((MoonPayFailure) notFound).moonPayRequestId().orElse(null), null);
    }

    private static boolean isResent(Call call, Throwable failure) {
        return failure instanceof MoonPayFailure known && call.next(known) == Seen.Next.RESEND;
    }

    private static boolean isNotMade(Throwable failure) {
        return Outcome.of(failure).isNotMade();
    }
}
