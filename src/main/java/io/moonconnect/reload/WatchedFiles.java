package io.moonconnect.reload;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Every file that is watched, each with its metrics: {@code file_reloads_total} and {@code file_stale}. */
@ApplicationScoped
public class WatchedFiles {

    private final List<WatchedFile<?>> files = new CopyOnWriteArrayList<>();
    private final MeterRegistry metrics;

    public WatchedFiles(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads a file and watches it from now on. It is for the start: it blocks.
     *
     * @throws ConfigurationException where the file cannot be used; it names the key, the path and the problem
     */
    public <T> WatchedFile<T> open(Path path, FileFormat<T> format) {
        WatchedFile<T> file = new WatchedFile<>(path, format, reloads(format, "ok"), reloads(format, "failed"));
        Gauge.builder("file.stale", file, watched -> watched.isStale() ? 1 : 0)
                .description("1 while the newest content of a file is not the one in use")
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
                .description("Changes of a file, by whether the new content could be used")
                .tag("file", format.name())
                .tag("outcome", outcome)
                .register(metrics);
    }
}
