package io.moonconnect.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.redis.RedisCommands;
import io.moonconnect.redis.RedisState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Redis with a short time-out. After a failure, calls return at once and empty, until a probe has succeeded in the
 * background.
 */
final class PromptRedis {

    private static final Logger LOG = Logger.getLogger(PromptRedis.class);

    /** Two of these plus the sink's time-out must fit into one second. */
    static final Duration TIMEOUT = Duration.ofMillis(100);

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private final RedisCommands redis;
    private final Request probe;
    private final Duration timeout;
    private final RedisState state;
    private volatile boolean away;
    private volatile Runnable whenBack = () -> {};

    /**
     * @param probe does what calls do, so that it fails if they would
     * @param timeout of each call
     */
    PromptRedis(
            RedisCommands redis,
            Request probe,
            Duration timeout,
            MeterRegistry metrics,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.redis = redis;
        this.probe = probe;
        this.timeout = timeout;
        this.state = RedisState.good(nanoTime);
        Gauge.builder("webhooks.fleet.degraded", state, each -> each.isDegraded() ? 1 : 0)
                .description("1 while Redis is unavailable and this replica deduplicates webhooks locally")
                .register(metrics);
        // Set here, a timer does not belong to the request during which Redis failed.
        vertx.setPeriodic(PROBE_INTERVAL.toMillis(), timer -> probe());
    }

    /** Redis' response; empty without a value, on failure or on time-out. */
    Uni<Optional<Response>> answer(Request request) {
        if (away) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> send(request).toCompletionStage())
                .map(Optional::ofNullable)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** Called each time that a probe succeeds after a failure. */
    void whenBack(Runnable task) {
        whenBack = task;
    }

    private Future<Response> send(Request request) {
        return redis.send(request).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void failed(Throwable cause) {
        away = true;
        if (state.failed()) {
            LOG.warnf("Redis is unavailable, webhooks are deduplicated by this replica only, cause=%s", cause);
        }
    }

    private void probe() {
        if (away || state.isDegraded()) {
            send(probe).onSuccess(done -> worked()).onFailure(this::failed);
        }
    }

    private void worked() {
        boolean wasAway = away;
        away = false;
        if (state.worked()) {
            LOG.info("Redis is available, webhooks are deduplicated across replicas");
        }
        if (wasAway) {
            whenBack.run();
        }
    }
}
