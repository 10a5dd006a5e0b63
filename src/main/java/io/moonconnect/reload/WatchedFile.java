package io.moonconnect.reload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.quarkus.runtime.configuration.ConfigurationException;

/** A file with its latest valid content. {@link #get()} is thread-safe and never blocks. */
public final class WatchedFile<T> implements Supplier<T> {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);

    /** Intervals without a completed check after which the content counts as stale. */
    private static final int OVERDUE = 6;

    private final Path path;
    private final FileFormat<T> format;
    private final Counter reloaded;
    private final Counter refused;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicInteger intervalsSinceLook = new AtomicInteger();
    private volatile FileContent lastSeen;
    private volatile T inUse;
    private volatile boolean bad;

    /** Reads the file; invalid content fails the startup. */
    WatchedFile(Path path, FileFormat<T> format, Counter reloaded, Counter refused) {
        this.path = path;
        this.format = format;
        this.reloaded = reloaded;
        this.refused = refused;
        this.lastSeen = FileContent.of(path, format.maxBytes());
        try {
            this.inUse = read(lastSeen);
        } catch (BadFileException problem) {
            throw new ConfigurationException(
                    format.key() + ": " + shown(path) + " cannot be used: " + problem.getMessage(), problem);
        }
    }

    /** The path, unless its directory does not exist: it may then be a key, configured in place of its file. */
    private static String shown(Path path) {
        boolean isPath = path.isAbsolute() && path.getNameCount() > 1 && Files.isDirectory(path.getParent());
        return isPath ? path.toString() : "a file in no existing directory";
    }

    @Override
    public T get() {
        return inUse;
    }

    String name() {
        return format.name();
    }

    /** Whether the file may differ from the content in use. */
    boolean isStale() {
        return bad || intervalsSinceLook.get() >= OVERDUE;
    }

    /** Claims a check; only one runs at a time, so that a hanging file system does not pile them up. */
    boolean begin() {
        if (intervalsSinceLook.incrementAndGet() == OVERDUE) {
            LOG.warnf("file check overdue: previous content stays in use, file=%s, path=%s", name(), path);
        }
        return looking.compareAndSet(false, true);
    }

    void end() {
        looking.set(false);
    }

    /** Rereads the file, and takes over its content if valid. Blocks. */
    void look() {
        FileContent content = FileContent.of(path, format.maxBytes());
        if (!content.isSameAs(lastSeen)) {
            lastSeen = content;
            replaceBy(content);
        }
        intervalsSinceLook.set(0);
    }

    private void replaceBy(FileContent content) {
        try {
            T next = read(content);
            format.checkReplacement(inUse, next);
            inUse = next;
            bad = false;
            reloaded.increment();
            LOG.infof("file reloaded, file=%s, path=%s", name(), path);
        } catch (BadFileException problem) {
            bad = true;
            refused.increment();
            LOG.warnf(
                    "file reload failed: previous content stays in use, file=%s, path=%s, problem=%s",
                    name(), path, problem.getMessage());
        }
    }

    private T read(FileContent content) throws BadFileException {
        try {
            return format.read(content.bytes());
        } catch (RuntimeException fault) {
            // Its message might contain the file's content.
            throw new BadFileException(
                    "it cannot be parsed: " + fault.getClass().getName());
        }
    }
}
