package io.moonconnect.sink;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;

import io.moonconnect.credential.SigningKey;
import io.moonconnect.observability.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;

/**
 * Delivers events to the operator's endpoint as CloudEvents 1.0 over HTTP in binary mode: the body as it is, attributes
 * in {@code ce-} headers, and an HMAC of time and body in {@value #SIGNATURE}, computed like MoonPay's. A 2xx confirms
 * delivery.
 */
public final class HttpSink {

    private static final String SIGNATURE = "Moonconnect-Signature";

    private static final String SPEC_VERSION = "1.0";

    private final URI endpoint;
    private final Supplier<SigningKey> key;
    private final Duration timeout;
    private final Clock clock;
    private final Vertx vertx;
    private final Tracing tracing;
    private final String spanName;
    private final Supplier<ProxyOptions> proxy;
    private final SinkConnections connections;

    /**
     * @param atOnce maximum number of concurrent deliveries
     * @param proxy the current forward proxy; supplies null for direct connections
     */
    HttpSink(
            URI endpoint,
            Supplier<SigningKey> key,
            Duration timeout,
            int atOnce,
            Clock clock,
            Vertx vertx,
            Tracing tracing,
            String spanName,
            Supplier<ProxyOptions> proxy) {
        this.endpoint = endpoint;
        this.key = key;
        this.timeout = timeout;
        this.clock = clock;
        this.vertx = vertx;
        this.tracing = tracing;
        this.spanName = spanName;
        this.proxy = proxy;
        this.connections = new SinkConnections(vertx, timeout, atOnce);
    }

    /** Completes on a 2xx, and fails with a {@link SinkRefusal} otherwise or on time-out. */
    public Uni<Void> take(CloudEvent event) {
        RequestOptions request = request(event);
        return tracing.isOn() ? traced(request, event.body()) : send(request, event.body());
    }

    private Uni<Void> send(RequestOptions request, byte[] body) {
        return Uni.createFrom().completionStage(() -> new SinkExchange(vertx, connections, timeout)
                .send(request, Buffer.buffer(body))
                .toCompletionStage());
    }

    private Uni<Void> traced(RequestOptions request, byte[] body) {
        Span span = tracing.call(spanName).startSpan();
        return send(request.putHeader(Tracing.HEADER, Tracing.header(span)), body)
                .onFailure()
                .invoke(refusal -> span.setStatus(StatusCode.ERROR))
                .onTermination()
                .invoke(span::end);
    }

    private RequestOptions request(CloudEvent event) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.toString())
                .setProxyOptions(proxy.get())
                .putHeader(HttpHeaders.CONTENT_TYPE, event.contentType())
                .putHeader("ce-specversion", SPEC_VERSION)
                .putHeader("ce-id", event.id())
                .putHeader("ce-source", event.source())
                .putHeader("ce-type", event.type())
                .putHeader(SIGNATURE, signature(event.body()));
        if (event.time() != null) {
            request.putHeader("ce-time", event.time());
        }
        if (event.subject() != null) {
            request.putHeader("ce-subject", event.subject());
        }
        return request;
    }

    private String signature(byte[] body) {
        String time = Long.toString(clock.instant().getEpochSecond());
        return "t=" + time + ",s=" + HexFormat.of().formatHex(key.get().sign(time, body));
    }
}
