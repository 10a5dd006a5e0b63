package io.moonconnect.audit;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * Writes events as records of a log category of their own. Their fields are the record's, and not the thread's, mapped
 * diagnostic context: JSON has them as fields, and no other line gets them. Whatever writes lines of text has them in the
 * message.
 */
@ApplicationScoped
class AuditLog {

    private static final String CATEGORY = "io.moonconnect.audit";

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
        if (isBare(value)) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether it needs no quotes to be read as one value. An event has many of them, so that this is no pattern. */
    private static boolean isBare(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isBare(value.charAt(i))) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static boolean isBare(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "._:/@+,-".indexOf(character) >= 0;
    }
}
