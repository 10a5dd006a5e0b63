package io.moonconnect.webhook;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** Says that there was an event, and nothing of what is in it: bodies hold personal data. */
final class LogSink implements Sink {

    private static final Logger LOG = Logger.getLogger(LogSink.class);

    @Override
    public Uni<Void> take(WebhookEvent event, byte[] body) {
        LOG.infof("a webhook has come, id=%s, type=%s", event.id(), event.type());
        return Uni.createFrom().voidItem();
    }
}
