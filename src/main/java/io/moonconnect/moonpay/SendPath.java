package io.moonconnect.moonpay;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.credential.AccessToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The only path to MoonPay. It checks the circuit breaker, acquires a permit, sends the call, checks the status, parses
 * the body, maps every error to a {@link MoonPayFailure}, and leaves retries to {@link Retries}. It uses Vert.x'
 * client, not the REST client, which buffers the body of an error without a cap ({@code RestClientTrialTest}).
 */
@ApplicationScoped
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

    private <T> Uni<Answer<T>> send(Call call, BodyReader<T> reader) {
        Uni<Answer<T>> sent = retries.send(call, fresh -> attempt(call, fresh, reader))
                .onFailure(MoonPayFailure.class)
                .invoke(failure -> log.failed(call.operation(), failure));
        return spans.trace(call, sent);
    }

    private <T> Uni<Answer<T>> attempt(Call call, boolean fresh, BodyReader<T> reader) {
        return breakers.guard(call.operation(), () -> permits.acquire(call)
                .chain(() -> exchange(call, fresh, reader))
                .onFailure(MoonPayFailure.class)
                .invoke(permits::slowDown));
    }

    /** Called with the permit granted, so the measured time excludes the wait for it. */
    private <T> Uni<Answer<T>> exchange(Call call, boolean fresh, BodyReader<T> reader) {
        call.note("permit granted");
        Uni<Response> response =
                Uni.createFrom().emitter(emitter -> new Exchange(vertx, connections, call, fresh, emitter).start());
        return metrics.measure(call.operation(), response.map(whole -> answer(whole, call, reader)));
    }

    private static <T> Answer<T> answer(Response response, Call call, BodyReader<T> reader) {
        StatusCheck.failureIn(response, call).ifPresent(failure -> {
            throw failure;
        });
        if (response.body().length > 0 && !response.mayBeJson()) {
            throw MoonPayFailure.of(Outcome.MALFORMED, "MoonPay's response is not JSON.", response.requestId());
        }
        try {
            return new Answer<>(reader.read(response.body()), response.requestId(), response.date());
        } catch (IOException unreadable) {
            throw MoonPayFailure.of(Outcome.MALFORMED, "MoonPay's response could not be parsed.", response.requestId());
        }
    }
}
