package io.moonconnect.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.stream.Collectors;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

import io.quarkus.logging.json.runtime.JsonFormatter;

/** What is logged while it is open, by everything or by one category and all below it. */
public final class CapturedLog implements AutoCloseable {

    /** The test's own HTTP client, which logs what it sends: the service has none of it. */
    private static final String CLIENT = "org.apache.http.";

    /**
     * A record.
     *
     * @param logger the category that it was written to
     * @param message as it stands in a line of text
     * @param fields its mapped diagnostic context
     * @param json the line that production prints
     * @param all everything that is in it
     */
    public record Line(
            String logger, Level level, String message, Map<String, String> fields, String json, String all) {}

    private final Logger logger;
    private final Keeper keeper = new Keeper();

    private CapturedLog(Logger logger) {
        this.logger = logger;
        logger.addHandler(keeper);
    }

    public static CapturedLog open() {
        return of("");
    }

    public static CapturedLog of(String category) {
        return new CapturedLog(Logger.getLogger(category));
    }

    /** What was said so far, oldest first. */
    public List<Line> lines() {
        return List.copyOf(keeper.lines);
    }

    /** A line for each record with everything that is in it: level, category, message, parameters, contexts, throwables. */
    public String text() {
        return keeper.lines.stream().map(Line::all).collect(Collectors.joining("\n"));
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
            if (record.getLoggerName().startsWith(CLIENT)) {
                return;
            }
            lines.add(new Line(
                    record.getLoggerName(),
                    record.getLevel(),
                    json.formatMessage(record),
                    Map.copyOf(record.getMdcCopy()),
                    json.format(record),
                    AllLogs.line(record)));
        }
    }
}
