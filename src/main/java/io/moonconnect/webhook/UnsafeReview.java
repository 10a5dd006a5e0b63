package io.moonconnect.webhook;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/** Checks whether another replica has delivered events that failed here, since retries reach any replica. */
@Singleton
class UnsafeReview {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final int AT_ONCE = 500;

    private final UnsafeEvents unsafe;
    private final Claims claims;
    private final Vertx vertx;
    private volatile boolean stopped;

    UnsafeReview(UnsafeEvents unsafe, Claims claims, Vertx vertx) {
        this.unsafe = unsafe;
        this.claims = claims;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        scheduleNext();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void scheduleNext() {
        if (!stopped) {
            vertx.setTimer(INTERVAL.toMillis(), id -> review());
        }
    }

    void review() {
        List<String> oldest = unsafe.oldest(AT_ONCE);
        if (oldest.isEmpty()) {
            scheduleNext();
        } else {
            claims.safeOf(oldest)
                    .onTermination()
                    .invoke(this::scheduleNext)
                    .subscribe()
                    .with(safe -> safe.forEach(this::settle), fault -> {});
        }
    }

    private void settle(String key) {
        unsafe.safe(key);
        claims.settle(key).subscribe().with(settled -> {}, fault -> {});
    }
}
