package io.moonconnect.caller;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps whatever is logged, at every level, until it is closed. */
final class PlantedLog implements AutoCloseable {

    /** The test's own HTTP client, which logs what it sends. */
    private static final String CLIENT = "org.apache.http";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Keeper();

    PlantedLog() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }

    private final class Keeper extends Handler {

        @Override
        public void publish(LogRecord logged) {
            if (logged.getLoggerName().startsWith(CLIENT)) {
                return;
            }
            lines.add(logged.getLevel() + " " + logged.getLoggerName() + " " + logged.getMessage()
                    + Arrays.toString(logged.getParameters()) + logged.getThrown());
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
