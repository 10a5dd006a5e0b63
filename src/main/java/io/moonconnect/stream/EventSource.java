package io.moonconnect.stream;

import io.smallrye.mutiny.subscription.Cancellable;

/** Produces the events of one stream. Uses plain calls, because a pipeline's operators would live as long as it. */
@FunctionalInterface
public interface EventSource {

    /**
     * Starts producing events; called once.
     *
     * @return stops the source; called once when the stream has ended, for any reason
     */
    Cancellable begin(EventSink sink);
}
