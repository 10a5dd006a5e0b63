package io.moonconnect.stream;

import io.smallrye.mutiny.subscription.Cancellable;

/** Where the events of one stream come from. Plain calls, because operators of a pipeline would stay as long as the stream. */
@FunctionalInterface
public interface EventSource {

    /**
     * Begins to produce events; called once.
     *
     * @return stops it; called once the stream has ended, whatever ended it
     */
    Cancellable begin(EventSink sink);
}
