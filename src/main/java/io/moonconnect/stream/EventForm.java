package io.moonconnect.stream;

import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;

/** The wire format of server-sent events (WHATWG HTML, "Server-sent events"). */
final class EventForm {

    static final String MEDIA_TYPE = "text/event-stream";

    private static final byte[] HEARTBEAT = "event: heartbeat\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    /** Approximate size of an event without its data. */
    private static final int OVERHEAD = 64;

    private EventForm() {}

    /** Has no id, so that the client resumes from content. Not static: a native image cannot hold a buffer. */
    static Buffer heartbeat() {
        return Buffer.buffer(HEARTBEAT);
    }

    /**
     * One event. Each line of the data becomes a {@code data} field, and clients join them with {@code \n}. MoonPay's
     * indented JSON therefore arrives byte for byte, except for {@code \r} between tokens, which the format cannot
     * carry and which is insignificant in JSON.
     */
    static Buffer of(long id, String name, byte[] json) {
        Buffer event = Buffer.buffer(json.length + OVERHEAD);
        event.appendString("id: ").appendString(Long.toString(id));
        event.appendString("\nevent: ").appendString(name).appendByte((byte) '\n');
        int line = 0;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                appendLine(event, json, line, i);
                boolean both = json[i] == '\r' && i + 1 < json.length && json[i + 1] == '\n';
                i += both ? 1 : 0;
                line = i + 1;
            }
        }
        appendLine(event, json, line, json.length);
        return event.appendByte((byte) '\n');
    }

    private static void appendLine(Buffer event, byte[] json, int from, int to) {
        event.appendBytes(DATA).appendBytes(json, from, to - from).appendByte((byte) '\n');
    }
}
