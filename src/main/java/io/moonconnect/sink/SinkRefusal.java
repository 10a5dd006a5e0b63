package io.moonconnect.sink;

/** Why the sink did not confirm an event. */
public final class SinkRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SinkRefusal(String reason) {
        super(reason, null, false, false);
    }

    /** A cause for the log, without anything that came from the sink. */
    public static String cause(Throwable failure) {
        return failure instanceof SinkRefusal
                ? failure.getMessage()
                : failure.getClass().getName();
    }
}
