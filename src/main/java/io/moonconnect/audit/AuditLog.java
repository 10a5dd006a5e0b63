package io.moonconnect.audit;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.moonconnect.http.AsciiSet;

/**
 * Writes events as records of a log category of their own. Their fields are the record's, and not the thread's, mapped
 * diagnostic context: JSON has them as fields, and no other line gets them. Whatever writes lines of text has them in the
 * message.
 */
@ApplicationScoped
class AuditLog {

    private static final String CATEGORY = "io.moonconnect.audit";

    private static final String EVENT = "event";
    private static final String OUTCOME = "outcome";

    /** Characters that are enough for the message of most events. */
    private static final int ROOM = 512;

    /** What needs no quotes to be read as one value. */
    private static final AsciiSet BARE = AsciiSet.alphanumericAnd("._:/@+,-");

    private final Logger events = Logger.getLogger(CATEGORY);

    /** Never fails: the log manager keeps what goes wrong in its handlers from whoever writes. */
    void write(AuditedAction action, String outcome, Map<String, String> fields) {
        String message = message(action, outcome, fields);
        ExtLogRecord event = new ExtLogRecord(Level.INFO, message, FormatStyle.NO_FORMAT, AuditLog.class.getName());
        event.putMdc(EVENT, action.label());
        event.putMdc(OUTCOME, outcome);
        fields.forEach(event::putMdc);
        events.logRaw(event);
    }

    private static String message(AuditedAction action, String outcome, Map<String, String> fields) {
        StringBuilder message = new StringBuilder(ROOM).append("audit");
        append(message, EVENT, action.label());
        append(message, OUTCOME, outcome);
        fields.forEach((name, value) -> append(message, name, value));
        return message.toString();
    }

    private static void append(StringBuilder message, String name, String value) {
        message.append(", ").append(name).append('=');
        if (!value.isEmpty() && BARE.containsAll(value)) {
            message.append(value);
        } else {
            message.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }
}
