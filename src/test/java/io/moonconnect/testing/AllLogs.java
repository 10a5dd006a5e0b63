package io.moonconnect.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Writes down everything that any logger logs, from before the service starts: message, parameters, context and throwables
 * with their causes, a record a line. It goes to a file, since Quarkus loads this class in more than one class loader.
 */
public final class AllLogs extends Handler implements QuarkusTestResourceLifecycleManager {

    private static final String FILE = "test.all-logs";

    /** Far more than a run of the whole job has at TRACE. */
    private static final long MAX_CHARACTERS = 400_000_000;

    /** The message as it is printed, the contexts, and the throwable with its causes and suppressed ones. */
    private static final Formatter FORMAT = new PatternFormatter("%p [%c] %s %X %x %e");

    private BufferedWriter out;
    private long written;

    @Override
    public Map<String, String> start() {
        try {
            Path file = Path.of("target", "all-logs.log");
            out = Files.newBufferedWriter(file);
            setLevel(Level.ALL);
            Logger.getLogger("").addHandler(this);
            return Map.of(FILE, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Logger.getLogger("").removeHandler(this);
        close();
    }

    /** The lines so far: level, category in brackets, and the rest. */
    public static List<String> lines() {
        Path file = Path.of(ConfigProvider.getConfig().getValue(FILE, String.class));
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a record has in it: message, parameters, contexts and throwable. */
    static String line(ExtLogRecord record) {
        return (FORMAT.format(record) + " " + record.getMessage() + " " + parameters(record))
                .replaceAll("[\\r\\n]+", " ");
    }

    @Override
    public synchronized void publish(LogRecord logged) {
        String line = line(ExtLogRecord.wrap(logged));
        written += line.length();
        if (written > MAX_CHARACTERS) {
            throw new IllegalStateException("more is logged than " + MAX_CHARACTERS + " characters");
        }
        write(line);
    }

    @Override
    public synchronized void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) {
        try {
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parameters(ExtLogRecord record) {
        try {
            return Arrays.deepToString(record.getParameters());
        } catch (RuntimeException unprintable) {
            return "a parameter that cannot be printed";
        }
    }
}
