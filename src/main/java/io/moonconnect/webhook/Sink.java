package io.moonconnect.webhook;

import io.smallrye.mutiny.Uni;

/** Where events are passed on to. */
interface Sink {

    /** Completes once the event is safe there, and fails where it is not in time. */
    Uni<Void> take(WebhookEvent event, byte[] body);
}
