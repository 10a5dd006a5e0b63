package io.moonconnect.sink;

/**
 * An event to deliver.
 *
 * @param id equal for duplicates only
 * @param source URI of the producer
 * @param time ISO 8601, or null
 * @param subject or null
 * @param contentType of the body
 */
public record CloudEvent(
        String id, String source, String type, String time, String subject, String contentType, byte[] body) {

    /** The body may hold personal data. */
    @Override
    public String toString() {
        return "CloudEvent[masked]";
    }
}
