package io.moonconnect.reload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

/** Checks every watched file at an interval, on a worker thread, from startup to shutdown. */
@ApplicationScoped
class FileWatcher {

    private static final Logger LOG = Logger.getLogger(FileWatcher.class);

    private final WatchedFiles files;
    private final Vertx vertx;
    private final long intervalMillis;
    private volatile long timer;
    private volatile boolean stopped;

    FileWatcher(WatchedFiles files, FilesConfig config, Vertx vertx) {
        this.files = files;
        this.vertx = vertx;
        this.intervalMillis = config.checkInterval().toMillis();
        if (intervalMillis < 1) {
            throw new ConfigurationException("moonconnect.files.check-interval must be at least 1 ms");
        }
    }

    void start(@Observes StartupEvent event) {
        lookAgainLater();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Not a periodic timer, which fires in a burst after a pause. */
    private void lookAgainLater() {
        timer = vertx.setTimer(intervalMillis, id -> lookAtAll());
    }

    private void lookAtAll() {
        if (!stopped) {
            files.all().forEach(this::look);
            lookAgainLater();
        }
    }

    private void look(WatchedFile<?> file) {
        if (file.begin()) {
            vertx.executeBlocking(() -> looked(file), false)
                    .onFailure(
                            fault -> LOG.errorf("file check failed, file=%s, fault=%s", file.name(), fault.getClass()))
                    .onComplete(done -> file.end());
        }
    }

    private static Void looked(WatchedFile<?> file) {
        file.look();
        return null;
    }
}
