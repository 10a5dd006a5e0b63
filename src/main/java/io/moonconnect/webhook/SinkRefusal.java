package io.moonconnect.webhook;

/** Why the sink has not taken an event; it goes to the log. */
final class SinkRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SinkRefusal(String reason) {
        super(reason, null, false, false);
    }
}
