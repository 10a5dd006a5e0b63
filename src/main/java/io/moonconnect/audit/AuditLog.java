package io.moonconnect.audit;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.moonconnect.problem.AsciiSet;

/**
 * Writes events as records of a log category of their own. Their fields are the record's, and not the thread's, mapped
 * diagnostic context: JSON has them as fields, and no other line gets them. Whatever writes lines of text has them in the
 * message.
 */
@ApplicationScoped
class AuditLog {

    private static final String CATEGORY = "io.moonconnect.audit";

    /** What needs no quotes to be read as one value. */
    private static final AsciiSet BARE = AsciiSet.alphanumericAnd("._:/@+,-");

    private final Logger events = Logger.getLogger(CATEGORY);

    /** Never fails: the log manager keeps what goes wrong in its handlers from whoever writes. */
    void write(Map<String, String> fields) {
        ExtLogRecord event =
                new ExtLogRecord(Level.INFO, message(fields), FormatStyle.NO_FORMAT, AuditLog.class.getName());
        fields.forEach(event::putMdc);
        events.logRaw(event);
    }

    private static String message(Map<String, String> fields) {
        StringBuilder message = new StringBuilder("audit");
        fields.forEach(
                (name, value) -> message.append(", ").append(name).append('=').append(quoted(value)));
        return message.toString();
    }

    private static String quoted(String value) {
        if (!value.isEmpty() && BARE.containsAll(value)) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
