package io.moonconnect.stream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.caller.admission.RequestSlot;
import io.moonconnect.caller.intake.ReadBodies;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * All streams: opens them as long as there is room, and tells them when the service leaves. A stream that is open takes
 * none of the room that {@code moonconnect.max-requests} has for requests, nor of that for their bodies.
 */
@ApplicationScoped
public class Streams {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** After those who make each answer the last one of its connection, so that a stream's end is the connection's too. */
    private static final int LATER = 3000;

    /** A proxy that changes or holds back what passes would keep events from arriving when they happen. */
    private static final CharSequence UNCHANGED = HttpHeaders.createOptimized("no-store, no-transform");

    private static final CharSequence BUFFERING = HttpHeaders.createOptimized("X-Accel-Buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");

    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final ObjectMapper json;
    private final StreamRoom room;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    Streams(StreamConfig config, StreamMetrics metrics, ObjectMapper json) {
        this.config = config;
        this.metrics = metrics;
        this.json = json;
        atLeast(1, "max-streams", config.maxStreams());
        atLeast(0, "max-streams-per-token", config.maxStreamsPerToken());
        this.room = new StreamRoom(config.maxStreams(), config.maxStreamsPerToken());
        positive("stream-life", config.streamLife());
        positive("stream-heartbeat", config.streamHeartbeat());
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    void leave(@Observes @Priority(LATER) ShutdownDelayInitiatedEvent event) {
        leaving = true;
        open.forEach(OpenStream::leave);
    }

    /**
     * Opens a stream for a request, where there is room for one.
     *
     * @param holder whose stream it is; nothing that leads back to them
     * @param opening does what comes before the first event: its failure is an ordinary problem, while one of the
     *     source is a {@code bye} with the last part of the problem's type as the reason. The
     *     source ends with a {@code bye} of its own; it is stopped as soon as the client is gone.
     */
    public Uni<EventStream> open(
            StreamKind kind, String holder, RoutingContext request, Supplier<Uni<EventSource>> opening) {
        if (leaving) {
            throw Failure.retryLater(ProblemType.OVERLOADED, "This replica is leaving; another one answers.", SOON);
        }
        room.take(holder);
        metrics.opening(kind);
        request.addEndHandler(ended -> {
            room.leave(holder);
            metrics.over(kind);
        });
        return opening.get().map(source -> new EventStream(kind, source));
    }

    /** Puts the head of the answer on the wire, and then the events. */
    void begin(EventStream stream, RoutingContext request, Context context) {
        RequestSlot.leave(request);
        ReadBodies.letGo(request);
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        StreamConnection.of(request);
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
        if (leaving) {
            opened.leave();
        }
    }

    private static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new ConfigurationException("moonconnect." + key + " must be at least " + least);
        }
    }

    private static void positive(String key, Duration value) {
        if (value.toMillis() < 1) {
            throw new ConfigurationException("moonconnect." + key + " must be longer than nothing");
        }
    }
}
