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
 * A stream on its wire. It asks for events without end and keeps of them what {@link Outbox} says, so that what makes them
 * never waits for a client. Everything of it happens on the context of its request, one thing at a time.
 */
final class OpenStream {

    static final String GONE = "gone";
    static final String COMPLETED = "completed";
    static final String MAX_LIFE = "max-life";
    static final String SERVER_LEAVING = "server-leaving";

    private static final Logger LOG = Logger.getLogger(OpenStream.class);

    /** How long a client that does not read gets to take the last events, before its connection is closed. */
    private static final long LINGER_MILLIS = 1000;

    /** No timer of Vert.x's has this id, so that cancelling it does nothing. */
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
        // Each in its turn, whichever thread it comes from: what comes from this one must not overtake the others.
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

    /** From any thread. */
    void leave() {
        context.runOnContext(turn -> end(SERVER_LEAVING));
    }

    /** The answer is over: by us, or because its client is gone. */
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
            LOG.errorf("a stream failed by a fault of ours, kind=%s, fault=%s", kind.label(), failure.getClass());
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
            throw new IllegalStateException("an event that cannot be written", impossible);
        }
    }
}
