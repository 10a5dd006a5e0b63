package io.moonconnect.moonpay;

import java.io.IOException;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.moonpay.permit.PermitPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;

/**
 * The one way to MoonPay: it sends a call, checks the status, reads the body and turns everything that goes wrong into a
 * {@link MoonPayFailure}. Vert.x's client is underneath and not the REST client, which buffers the body of an error
 * without a cap ({@code RestClientTrialTest} shows it).
 */
@ApplicationScoped
class SendPath {

    private final Vertx vertx;
    private final MoonPaySettings settings;
    private final PermitPool permits;
    private final Duration permitWait;
    private final CallMetrics metrics;
    private final Connections connections;

    SendPath(
            Vertx vertx,
            MoonPayConfig config,
            MoonPaySettings settings,
            PermitPool permits,
            PermitConfig permitConfig,
            CallMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.permits = permits;
        this.permitWait = permitConfig.permitWait();
        this.metrics = metrics;
        this.connections = new Connections(
                vertx,
                options(config, settings),
                new PoolOptions()
                        .setHttp1MaxSize(config.maxConnections())
                        .setMaxWaitQueueSize(config.maxWaitingCalls()));
    }

    /** Reads the body of a good answer; what it cannot read is malformed. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(byte[] body) throws IOException;
    }

    /** Sends a call with our key. */
    <T> Uni<Answer<T>> sendWithKey(Call call, BodyReader<T> reader) {
        return send(call.with(settings.secretKey()), true, reader);
    }

    /** Sends a call with a customer's token. */
    <T> Uni<Answer<T>> send(Call call, AccessToken token, BodyReader<T> reader) {
        return send(call.with(token), false, reader);
    }

    private <T> Uni<Answer<T>> send(Call call, boolean secretKey, BodyReader<T> reader) {
        return permits.acquire(
                        call.permitClass(),
                        call.deadline().butAtMost(permitWait).remaining())
                .onFailure(NoPermitException.class)
                .transform(MoonPayFailure::of)
                .chain(() -> exchange(call))
                .map(response -> answer(response, secretKey, reader))
                .onFailure(MoonPayFailure.class)
                .invoke(this::slowDown)
                .plug(answer -> metrics.measure(call.operation(), answer));
    }

    private Uni<Response> exchange(Call call) {
        return Uni.createFrom().emitter(emitter -> new Exchange(vertx, connections, call, emitter).start());
    }

    /** What MoonPay says to one call holds for all of them: its limit is the integration's. */
    private void slowDown(MoonPayFailure failure) {
        if (failure.outcome() == Outcome.RATE_LIMITED) {
            failure.retryAfter().ifPresent(permits::pause);
        }
    }

    private static <T> Answer<T> answer(Response response, boolean secretKey, BodyReader<T> reader) {
        StatusCheck.failureIn(response, secretKey).ifPresent(failure -> {
            throw failure;
        });
        try {
            return new Answer<>(reader.read(response.body()), response.requestId(), response.date());
        } catch (IOException unreadable) {
            throw MoonPayFailure.of(
                    Outcome.MALFORMED, "MoonPay's answer could not be understood.", response.requestId());
        }
    }

    private static HttpClientOptions options(MoonPayConfig config, MoonPaySettings settings) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setDefaultHost(settings.host())
                .setDefaultPort(settings.port())
                .setSsl(settings.ssl())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout((int) config.idleTimeout().toSeconds())
                .setTcpNoDelay(true);
    }
}
