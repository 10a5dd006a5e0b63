package io.moonconnect.webhook;

import io.smallrye.mutiny.Uni;

/** The destination of events. */
interface Sink {

    /** Completes when the sink has confirmed the event, and fails otherwise or on time-out. */
    Uni<Void> take(WebhookEvent event, byte[] body);
}
