package io.moonconnect.reload;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;

/** All watched files, with their metrics {@code file_reloads_total} and {@code file_stale}. */
@ApplicationScoped
public class WatchedFiles {

    private final List<WatchedFile<?>> files = new CopyOnWriteArrayList<>();
    private final MeterRegistry metrics;

    public WatchedFiles(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads a file and watches it from then on. Blocks; for startup only.
     *
     * @throws ConfigurationException if the file cannot be used; names the key, the path and the problem
     */
    public <T> WatchedFile<T> open(Path path, FileFormat<T> format) {
        WatchedFile<T> file = new WatchedFile<>(path, format, reloads(format, "ok"), reloads(format, "failed"));
        Gauge.builder("file.stale", file, watched -> watched.isStale() ? 1 : 0)
                .description("1 while the latest content of a file is not in use")
                .tag("file", format.name())
                .register(metrics);
        files.add(file);
        return file;
    }

    List<WatchedFile<?>> all() {
        return files;
    }

    private Counter reloads(FileFormat<?> format, String outcome) {
        return Counter.builder("file.reloads")
                .description("Reloads of a changed file, by outcome")
                .tag("file", format.name())
                .tag("outcome", outcome)
                .register(metrics);
    }
}
