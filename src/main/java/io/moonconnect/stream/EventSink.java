package io.moonconnect.stream;

/** Receives the events of one stream, from any thread, in order. Events after the last one are dropped. */
public interface EventSink {

    /** The next event; {@link StreamEvent#bye} is the last one. */
    void event(StreamEvent event);

    /** Ends the stream with a {@code bye} whose reason is the slug of the problem type. */
    void fail(Throwable failure);
}
