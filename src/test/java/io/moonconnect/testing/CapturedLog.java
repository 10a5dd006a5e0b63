package io.moonconnect.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged while it is open, with stack traces. */
public final class CapturedLog implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final Keeper keeper = new Keeper();

    private CapturedLog() {
        ROOT.addHandler(keeper);
    }

    public static CapturedLog open() {
        return new CapturedLog();
    }

    public String text() {
        return String.join("", keeper.lines);
    }

    @Override
    public void close() {
        ROOT.removeHandler(keeper);
    }

    private static final class Keeper extends ExtHandler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final PatternFormatter line = new PatternFormatter("%p %c %s%e%n");

        @Override
        protected void doPublish(ExtLogRecord record) {
            lines.add(line.format(record));
        }
    }
}
