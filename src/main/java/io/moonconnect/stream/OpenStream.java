package io.moonconnect.stream;

import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * An open stream. Requests an unbounded number of events and conflates them in {@link Outbox}, so that a slow client
 * exerts no backpressure on the source. Runs on the context of its request.
 */
final class OpenStream implements EventSink {

    static final String GONE = "gone";
    static final String MAX_LIFE = "max-life";
    static final String SERVER_LEAVING = "server-leaving";

    private static final Logger LOG = Logger.getLogger(OpenStream.class);

    /** Grace period for a slow client to read the last events before its connection is closed. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Cancellable NOTHING = () -> {};

    private final StreamKind kind;
    private final RoutingContext request;
    private final HttpServerResponse response;
    private final Context context;
    private final ObjectMapper json;
    private final StreamMetrics metrics;
    private final Outbox outbox = new Outbox();
    private final ResettableTimer timer;
    private final long heartbeatNanos;
    private final long endOfLife;
    private long nextHeartbeat;
    private Cancellable events = NOTHING;
    private long lastId;
    private boolean begun;
    private boolean waitsForDrain;
    private String reason;

    OpenStream(
            StreamKind kind,
            RoutingContext request,
            Context context,
            StreamConfig config,
            ObjectMapper json,
            StreamMetrics metrics) {
        this.kind = kind;
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.json = json;
        this.metrics = metrics;
        this.timer = new ResettableTimer(request.vertx(), this::onTimer);
        this.heartbeatNanos = config.heartbeat().toNanos();
        long now = System.nanoTime();
        this.endOfLife = now + config.life().toNanos();
        this.nextHeartbeat = now + heartbeatNanos;
    }

    void begin(EventSource source) {
        setTimer();
        try {
            events = source.begin(this);
        } catch (RuntimeException fault) {
            fail(fault);
        }
    }

    /** Always scheduled, so that events from this thread do not overtake events from others. */
    @Override
    public void event(StreamEvent event) {
        context.runOnContext(turn -> accept(event));
    }

    @Override
    public void fail(Throwable failure) {
        context.runOnContext(turn -> failed(failure));
    }

    /** Ends the stream because the service shuts down. Callable from any thread. */
    void drain() {
        context.runOnContext(turn -> end(SERVER_LEAVING));
    }

    /** The response has ended, by the server or because the client disconnected. */
    void over() {
        if (reason == null) {
            reason = GONE;
            stop();
        }
        timer.cancel();
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

    private void failed(Throwable failure) {
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
            timer.set(System.nanoTime() + LINGER_NANOS);
        }
    }

    private void stop() {
        events.cancel();
        timer.cancel();
    }

    private void setTimer() {
        timer.set(nextHeartbeat - endOfLife < 0 ? nextHeartbeat : endOfLife);
    }

    private void onTimer() {
        long now = System.nanoTime();
        if (reason != null) {
            BoundedConnection.cut(request);
        } else if (now - endOfLife >= 0) {
            end(MAX_LIFE);
        } else {
            beat();
            nextHeartbeat = Math.max(nextHeartbeat + heartbeatNanos - now, 0) + now;
            setTimer();
        }
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
        write(EventForm.of(++lastId, event.name(), bytes(event.body())));
        metrics.sent(kind, event.name());
    }

    private void beat() {
        if (!response.writeQueueFull() && !response.closed()) {
            write(EventForm.heartbeat());
            metrics.sent(kind, "heartbeat");
        }
    }

    private void write(Buffer part) {
        response.write(part);
        if (!begun) {
            begun = true;
            StreamHead.release(request);
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
