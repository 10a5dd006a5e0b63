package io.moonconnect.webhook;

/** Why the sink did not confirm an event; logged. */
final class SinkRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SinkRefusal(String reason) {
        super(reason, null, false, false);
    }
}
