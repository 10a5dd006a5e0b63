package io.moonconnect.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

import io.quarkus.logging.json.runtime.JsonFormatter;

/** What one log category, and all below it, says while it is open: the records as an operator's pipeline gets them. */
public final class CapturedLogs implements AutoCloseable {

    /**
     * A record.
     *
     * @param logger the category that it was written to
     * @param message as it stands in a line of text
     * @param fields its mapped diagnostic context
     * @param json the line that production prints
     */
    public record Line(String logger, Level level, String message, Map<String, String> fields, String json) {}

    private final Logger logger;
    private final Keeper keeper = new Keeper();

    private CapturedLogs(Logger logger) {
        this.logger = logger;
        logger.addHandler(keeper);
    }

    public static CapturedLogs of(String category) {
        return new CapturedLogs(Logger.getLogger(category));
    }

    /** What was said so far, oldest first. */
    public List<Line> lines() {
        return List.copyOf(keeper.lines);
    }

    @Override
    public void close() {
        logger.removeHandler(keeper);
    }

    private static final class Keeper extends ExtHandler {

        private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
        private final JsonFormatter json = new JsonFormatter();

        @Override
        protected void doPublish(ExtLogRecord record) {
            lines.add(new Line(
                    record.getLoggerName(),
                    record.getLevel(),
                    json.formatMessage(record),
                    Map.copyOf(record.getMdcCopy()),
                    json.format(record)));
        }
    }
}
