package io.moonconnect.stream;

/** Takes the events of one stream, from any thread and in the order of the calls. What comes after the last one is dropped. */
public interface EventSink {

    /** The next event; {@link StreamEvent#bye} is the last one. */
    void event(StreamEvent event);

    /** The stream ends with a {@code bye}: its reason is the last part of the problem's type. */
    void fail(Throwable failure);
}
