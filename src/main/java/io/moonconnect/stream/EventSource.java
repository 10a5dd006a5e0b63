package io.moonconnect.stream;

import io.smallrye.mutiny.subscription.Cancellable;

/** Produces the events of one stream. Plain calls, because the operators of a pipeline would live as long as the stream. */
@FunctionalInterface
public interface EventSource {

    /**
     * Starts producing events; called once.
     *
     * @return stops the source; called once when the stream has ended, for any reason
     */
    Cancellable begin(EventSink sink);
}
