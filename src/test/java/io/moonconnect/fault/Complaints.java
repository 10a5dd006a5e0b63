package io.moonconnect.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What the log says, while it is open, that it should never say: errors, and exceptions that nobody handled. */
final class Complaints extends ExtHandler {

    /** Says that an event loop did not get on, with a stack trace: on a busy machine that is nobody's fault. */
    private static final String BLOCKED_THREADS = "io.vertx.core.impl.BlockedThreadChecker";

    /**
     * A race inside Vert.x 4.5: a TCP reset right behind the head of an answer fails the request on the connection's event
     * loop while the head still waits for the one of the caller, and then finds the request failed. The caller has the
     * failure; nothing of ours can keep Vert.x from logging the head. Counted, and shown.
     */
    private static final String OVERTAKEN_HEAD = "HttpClientRequestImpl.handleResponse";

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final PatternFormatter line = new PatternFormatter("%p %c %s%e");

    private final AtomicInteger overtakenHeads = new AtomicInteger();

    private Complaints() {
        ROOT.addHandler(this);
    }

    static Complaints listen() {
        return new Complaints();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** How often Vert.x complained of its own race. */
    int overtakenHeads() {
        return overtakenHeads.get();
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }

    @Override
    protected void doPublish(ExtLogRecord record) {
        String said = line.formatMessage(record).toLowerCase(Locale.ROOT);
        boolean error = record.getLevel().intValue() >= Level.SEVERE.intValue();
        if (BLOCKED_THREADS.equals(record.getLoggerName())) {
            return;
        }
        if (isOvertakenHead(record.getThrown())) {
            overtakenHeads.incrementAndGet();
            return;
        }
        if (error || record.getThrown() != null || said.contains("dropped") || said.contains("unhandled")) {
            lines.add(line.format(record));
        }
    }

    private static boolean isOvertakenHead(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && "Result is already complete".equals(thrown.getMessage())
                && Arrays.stream(thrown.getStackTrace())
                        .limit(2)
                        .map(StackTraceElement::toString)
                        .anyMatch(frame -> frame.contains(OVERTAKEN_HEAD));
    }
}
