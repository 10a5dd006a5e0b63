package io.moonconnect.moonpay;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

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
    private final CallMetrics metrics;
    private final Connections connections;

    SendPath(Vertx vertx, MoonPayConfig config, MoonPaySettings settings, CallMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
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
        return send(call.with(settings.secretKey()), reader);
    }

    /** Sends a call with a customer's token. */
    <T> Uni<Answer<T>> send(Call call, AccessToken token, BodyReader<T> reader) {
        return send(call.with(token), reader);
    }

    private <T> Uni<Answer<T>> send(Call call, BodyReader<T> reader) {
        return Uni.createFrom()
                .<Response>emitter(emitter -> new Exchange(vertx, connections, call, emitter).start())
                .map(response -> answer(response, call, reader))
                .plug(answer -> metrics.measure(call.operation(), answer));
    }

    private static <T> Answer<T> answer(Response response, Call call, BodyReader<T> reader) {
        StatusCheck.failureIn(response, call).ifPresent(failure -> {
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
