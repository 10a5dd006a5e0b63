package io.moonconnect.webhook;

import io.moonconnect.sink.CloudEvent;
import io.moonconnect.sink.HttpSink;
import io.smallrye.mutiny.Uni;

/** Delivers events with MoonPay's own bytes to the operator's endpoint. */
final class CloudEventSink implements Sink {

    private static final String SOURCE = "urn:moonpay";
    private static final String TYPE_PREFIX = "com.moonpay.";

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final HttpSink endpoint;

    CloudEventSink(HttpSink endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Uni<Void> take(WebhookEvent event, byte[] body) {
        return endpoint.take(new CloudEvent(
                event.key(),
                SOURCE,
                TYPE_PREFIX + event.type(),
                event.time(),
                event.transactions().isEmpty() ? null : event.transactions().get(0),
                event.isJson() ? JSON : BYTES,
                body));
    }
}
