package io.moonconnect.fault;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Collects errors and unhandled exceptions from the log while it is open. */
final class Complaints extends ExtHandler {

    /** Reports a blocked event loop with a stack trace; on a busy machine that is not a defect. */
    static final String BLOCKED_THREADS = "io.vertx.core.impl.BlockedThreadChecker";

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final PatternFormatter line = new PatternFormatter("%p %c %s%e");

    private Complaints() {
        ROOT.addHandler(this);
    }

    static Complaints listen() {
        return new Complaints();
    }

    List<String> lines() {
        return List.copyOf(lines);
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
        if (error || record.getThrown() != null || said.contains("dropped") || said.contains("unhandled")) {
            lines.add(line.format(record));
        }
    }
}
