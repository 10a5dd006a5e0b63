package io.moonconnect.stream;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * An open stream. Requests an unbounded number of events and conflates them in {@link Outbox}, so that a slow client
 * exerts no backpressure on the source. Runs on the context of its request.
 */
final class OpenStream {

    static final String GONE = "gone";
    static final String COMPLETED = "completed";
    static final String MAX_LIFE = "max-life";
    static final String SERVER_LEAVING = "server-leaving";

    private static final Logger LOG = Logger.getLogger(OpenStream.class);

    /** Grace period for a slow client to read the last events before its connection is closed. */
    private static final long LINGER_MILLIS = 1000;

    /** Never the id of a Vert.x timer, so cancelling it has no effect. */
    private static final long NO_TIMER = -1;

    private static final Cancellable NOTHING = () -> {};

    private final StreamKind kind;
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final Context context;
    private final ObjectMapper json;
    private final StreamMetrics metrics;
    private final Outbox outbox = new Outbox();
    private Cancellable events = NOTHING;
    private long heartbeat = NO_TIMER;
    private long life = NO_TIMER;
    private long cut = NO_TIMER;
    private long lastId;
    private boolean waitsForDrain;
    private String reason;

    OpenStream(StreamKind kind, RoutingContext request, Context context, ObjectMapper json, StreamMetrics metrics) {
        this.kind = kind;
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.json = json;
        this.metrics = metrics;
    }

    void begin(EventStream stream, StreamConfig config) {
        heartbeat = request.vertx().setPeriodic(config.streamHeartbeat().toMillis(), id -> beat());
        life = request.vertx().setTimer(config.streamLife().toMillis(), id -> end(MAX_LIFE));
        // Always scheduled, so that events from this thread do not overtake events from others.
        events = stream.events()
                .subscribe()
                .with(
                        event -> context.runOnContext(turn -> accept(event)),
                        failure -> context.runOnContext(turn -> fail(failure)),
                        () -> context.runOnContext(turn -> end(COMPLETED)));
        if (reason != null) {
            events.cancel();
        }
    }

    /** Callable from any thread. */
    void leave() {
        context.runOnContext(turn -> end(SERVER_LEAVING));
    }

    /** The response has ended, by the server or because the client disconnected. */
    void over() {
        boolean gone = reason == null;
        if (gone) {
            reason = GONE;
            stop();
        }
        request.vertx().cancelTimer(cut);
        outbox.clear();
        metrics.ended(kind, reason);
    }

    private void accept(StreamEvent event) {
        if (reason != null) {
            return;
        }
        if (event.isLast()) {
            end(event);
        } else {
            outbox.put(event);
            send();
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof Failure known) {
            end(known.type().slug());
        } else if (reason == null) {
            LOG.errorf("unexpected failure in a stream, kind=%s, fault=%s", kind.label(), failure.getClass());
            end(ProblemType.INTERNAL.slug());
        }
    }

    private void end(String why) {
        end(StreamEvent.bye(why));
    }

    private void end(StreamEvent bye) {
        if (reason != null) {
            return;
        }
        reason = ((StreamEvent.Bye) bye.body()).reason();
        stop();
        outbox.put(bye);
        send();
        if (!response.ended()) {
            cut = request.vertx().setTimer(LINGER_MILLIS, id -> BoundedConnection.cut(request));
        }
    }

    private void stop() {
        events.cancel();
        request.vertx().cancelTimer(heartbeat);
        request.vertx().cancelTimer(life);
    }

    private void send() {
        while (!outbox.isEmpty() && !response.writeQueueFull() && !response.closed()) {
            write(outbox.take());
        }
        if (outbox.isEmpty()) {
            if (reason != null && !response.ended() && !response.closed()) {
                response.end();
            }
        } else if (!waitsForDrain) {
            waitsForDrain = true;
            response.drainHandler(drained -> {
                waitsForDrain = false;
                send();
            });
        }
    }

    private void write(StreamEvent event) {
        response.write(EventForm.of(++lastId, event.name(), bytes(event.body())));
        metrics.sent(kind, event.name());
    }

    private void beat() {
        if (!response.writeQueueFull() && !response.closed()) {
            response.write(EventForm.heartbeat());
            metrics.sent(kind, "heartbeat");
        }
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("serialization of an event failed", impossible);
        }
    }
}
