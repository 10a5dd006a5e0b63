package io.moonconnect.reload;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.quarkus.runtime.configuration.ConfigurationException;

/** A file whose newest good content is in use. {@link #get()} may be called from everywhere and never blocks. */
public final class WatchedFile<T> implements Supplier<T> {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);

    /** After so many intervals without a look that ended nobody knows any more whether the content is the newest. */
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

    /** Reads it for the first time; a bad one ends the start. */
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
                    format.key() + ": " + path + " cannot be used: " + problem.getMessage(), problem);
        }
    }

    /** What the newest good content says. */
    @Override
    public T get() {
        return inUse;
    }

    String name() {
        return format.name();
    }

    /** Whether the file may hold something else than what is in use. */
    boolean isStale() {
        return bad || intervalsSinceLook.get() >= OVERDUE;
    }

    /** Whether an interval's look may begin: one at a time, since a file system that hangs must not pile them up. */
    boolean begin() {
        if (intervalsSinceLook.incrementAndGet() == OVERDUE) {
            LOG.warnf(
                    "looking at a file takes too long, what it held before stays in use, file=%s, path=%s",
                    name(), path);
        }
        return looking.compareAndSet(false, true);
    }

    void end() {
        looking.set(false);
    }

    /** Reads the file again, and takes over what it holds now if that is good. Blocks. */
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
            LOG.infof("a file has changed and is in use, file=%s, path=%s", name(), path);
        } catch (BadFileException problem) {
            bad = true;
            refused.increment();
            LOG.warnf(
                    "a file has changed and cannot be used, what it held before stays in use, file=%s, path=%s, problem=%s",
                    name(), path, problem.getMessage());
        }
    }

    private T read(FileContent content) throws BadFileException {
        try {
            return format.read(content.bytes());
        } catch (RuntimeException fault) {
            // Its message might repeat what the file holds.
            throw new BadFileException(
                    "it makes its reader fail: " + fault.getClass().getName());
        }
    }
}
