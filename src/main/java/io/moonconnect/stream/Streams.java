package io.moonconnect.stream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.http.ReadBodies;
import io.moonconnect.http.RequestSlot;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Opens streams within their limits, and ends them on shutdown. An open stream counts neither against
 * {@code moonconnect.max-requests} nor against the limit on request bodies.
 */
@Startup
@ApplicationScoped
public class Streams {

    private static final Duration MAX_DURATION = Duration.ofDays(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** After {@code Draining}, so that streams that end close their connection. */
    private static final int AFTER_DRAINING_BEGINS = 3000;

    /** Keeps proxies from transforming or buffering events. */
    private static final CharSequence UNCHANGED = HttpHeaders.createOptimized("no-store, no-transform");

    private static final CharSequence BUFFERING = HttpHeaders.createOptimized("X-Accel-Buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");

    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final ObjectMapper json;
    private final StreamCapacity capacity;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Streams(StreamConfig config, StreamMetrics metrics, ObjectMapper json) {
        this.config = config;
        this.metrics = metrics;
        this.json = json;
        atLeast(1, "max-open", config.maxOpen());
        atLeast(0, "max-per-token", config.maxPerToken());
        this.capacity = new StreamCapacity(config.maxOpen(), config.maxPerToken());
        bounded("life", config.life());
        bounded("heartbeat", config.heartbeat());
    }

    void drain(@Observes @Priority(AFTER_DRAINING_BEGINS) ShutdownDelayInitiatedEvent event) {
        draining = true;
        open.forEach(OpenStream::drain);
    }

    /**
     * Opens a stream for a request, or throws if a limit is reached.
     *
     * @param holder identifies the owner of the stream; must not reveal who it is
     * @param opening prepares the stream. Its failure is an ordinary problem response, while a failure of the source is
     *     a {@code bye} with the slug of the problem type. The source ends with a {@code bye} of its own; it is stopped
     *     when the client disconnects.
     */
    public Uni<EventStream> open(
            StreamKind kind, String holder, RoutingContext request, Supplier<Uni<EventSource>> opening) {
        if (draining) {
            throw Failure.retryLater(
                    ProblemType.OVERLOADED, "This replica is draining; retry on another one.", RETRY_AFTER);
        }
        capacity.acquire(holder);
        metrics.opening(kind);
        request.addEndHandler(ended -> {
            capacity.release(holder);
            metrics.over(kind);
        });
        return opening.get().map(source -> new EventStream(kind, source));
    }

    /** Writes the response head, then the events. */
    void begin(EventStream stream, RoutingContext request, Context context) {
        RequestSlot.release(request);
        ReadBodies.release(request);
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        BoundedConnection.of(request);
        response.putHeader(HttpHeaders.CACHE_CONTROL, UNCHANGED)
                .putHeader(BUFFERING, NO)
                .setChunked(true);
        OpenStream opened = new OpenStream(stream.kind(), request, context, config, json, metrics);
        open.add(opened);
        request.addEndHandler(ended -> {
            open.remove(opened);
            opened.over();
        });
        opened.begin(stream.source());
        if (draining) {
            opened.drain();
        }
    }

    private static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new ConfigurationException("moonconnect.streams." + key + " must be at least " + least);
        }
    }

    private static void bounded(String key, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(MAX_DURATION) > 0) {
            throw new ConfigurationException("moonconnect.streams." + key + " must be 1ms to 24h");
        }
    }
}
