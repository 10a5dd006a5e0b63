package io.moonconnect.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.moonconnect.http.AsciiSet;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Writes events to their own log category, with fields on the record only and not in the thread's MDC. A shutdown waits
 * for the events of running operations.
 */
@Singleton
class AuditLog {

    private static final String CATEGORY = "io.moonconnect.audit";

    private static final String EVENT = "event";
    private static final String OUTCOME = "outcome";

    /** Initial capacity that fits most events. */
    private static final int MESSAGE_CAPACITY = 512;

    /** Characters that need no quotes. */
    private static final AsciiSet BARE = AsciiSet.alphanumericAnd("._:/@+,-");

    /** Longer than two calls to MoonPay take with the default time-outs: some operations look the customer up first. */
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(20);

    private final Logger events = Logger.getLogger(CATEGORY);

    /** Operations whose event is not written yet. */
    private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();

    /**
     * Announces the event of an operation that begins.
     *
     * @return to be called once it is written
     */
    Runnable expect() {
        CompletableFuture<Void> event = new CompletableFuture<>();
        running.add(event);
        return () -> {
            running.remove(event);
            event.complete(null);
        };
    }

    /** Quarkus waits for connected callers only. Runs on the thread of the shutdown. */
    void finish(@Observes ShutdownEvent shutdown) {
        CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, SHUTDOWN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Never throws: the log manager handles errors of its handlers. */
    void write(AuditedAction action, String outcome, Map<String, String> fields) {
        // A raw record is written whatever the level of its category is.
        if (!events.isLoggable(Level.INFO)) {
            return;
        }
        Map<String, String> head = head(action, outcome);
        String message = message(head, fields);
        ExtLogRecord event = new ExtLogRecord(Level.INFO, message, FormatStyle.NO_FORMAT, AuditLog.class.getName());
        head.forEach(event::putMdc);
        fields.forEach(event::putMdc);
        events.logRaw(event);
    }

    /** The first fields of an event, in their order. */
    static Map<String, String> head(AuditedAction action, String outcome) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put(EVENT, action.label());
        head.put(OUTCOME, outcome);
        return head;
    }

    private static String message(Map<String, String> head, Map<String, String> fields) {
        StringBuilder message = new StringBuilder(MESSAGE_CAPACITY).append("audit");
        head.forEach((name, value) -> append(message, name, value));
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
