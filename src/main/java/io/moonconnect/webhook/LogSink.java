package io.moonconnect.webhook;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** Logs the id and type of an event; bodies hold personal data and are not logged. */
final class LogSink implements Sink {

    private static final Logger LOG = Logger.getLogger(LogSink.class);

    @Override
    public Uni<Void> take(WebhookEvent event, byte[] body) {
        LOG.infof("webhook received, id=%s, type=%s", event.id(), event.type());
        return Uni.createFrom().voidItem();
    }
}
