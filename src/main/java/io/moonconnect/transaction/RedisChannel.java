package io.moonconnect.transaction;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.PathIds;
import io.moonconnect.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/**
 * Announcements through Redis pub/sub. A message contains the sending replica's name and transaction ids. One message
 * is in flight at a time and later announcements are batched, because the Redis connections are few and shared. A lost
 * subscription is re-established until shutdown; so is one that does not hear this replica's own messages, because it
 * may lead to a Redis that is no longer the master.
 */
final class RedisChannel implements AnnouncementChannel {

    /** Interval between connection attempts while Redis is unavailable. */
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(1);

    /** Interval between messages without ids, by which the replica hears itself. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A subscription that has not heard the replica for this long is replaced. */
    private static final Duration DEAF = BEAT.multipliedBy(3);

    /** A replica of Redis would accept a message, but refuses this write. */
    private static final String PUBLISH = """
            redis.call('SET', KEYS[1], '', 'PX', 1000)
            return redis.call('PUBLISH', KEYS[1], ARGV[1])
            """;

    private static final String ONE_KEY = "1";

    /** Queued ids while Redis is slow; losing more only delays news until the next poll. */
    private static final int MAX_WAITING = 256;

    private static final String SEPARATOR = " ";

    private final String replica = UUID.randomUUID().toString();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final RedisCommands redis;
    private final String name;
    private final Consumer<String> received;
    private final Counter lost;
    private final Vertx vertx;
    private volatile RedisSubscription subscription;
    private volatile boolean closed;

    RedisChannel(Redis redis, String name, Consumer<String> received, MeterRegistry metrics, Vertx vertx) {
        this.redis = new RedisCommands(redis);
        this.name = name;
        this.received = received;
        this.vertx = vertx;
        this.lost = Counter.builder("transaction.announcements.lost")
                .description("Transaction changes that could not be announced to the other replicas")
                .register(metrics);
        Gauge.builder("transaction.announcements.subscribed", this, channel -> channel.isSubscribed() ? 1 : 0)
                .description("1 while subscribed to transaction changes from the other replicas")
                .register(metrics);
    }

    @Override
    public void open() {
        connect();
        beat();
    }

    private void connect() {
        if (!closed) {
            redis.connect().onSuccess(this::subscribe).onFailure(refused -> connectLater());
        }
    }

    private void beat() {
        if (!closed) {
            publish(replica);
            RedisSubscription current = subscription;
            if (current != null) {
                current.endIfDeaf(DEAF);
            }
            vertx.setTimer(BEAT.toMillis(), id -> beat());
        }
    }

    @Override
    public void send(String transactionId) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(transactionId);
            sendWaiting();
        } else {
            lost.increment();
        }
    }

    @Override
    public void close() {
        closed = true;
        RedisSubscription open = subscription;
        if (open != null) {
            open.end();
        }
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
            List<String> ids = takeWaiting();
            if (!ids.isEmpty()) {
                send(ids);
                return;
            }
            sending.set(false);
        }
    }

    private List<String> takeWaiting() {
        return waiting.stream().filter(waiting::remove).toList();
    }

    private void send(List<String> ids) {
        publish(replica + SEPARATOR + String.join(SEPARATOR, ids))
                .timeout(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(gone -> lost.increment(ids.size()))
                .onComplete(done -> sent());
    }

    private void sent() {
        sending.set(false);
        sendWaiting();
    }

    private Future<?> publish(String message) {
        return redis.send(
                Request.cmd(Command.EVAL).arg(PUBLISH).arg(ONE_KEY).arg(name).arg(message));
    }

    private void subscribe(RedisConnection connection) {
        RedisSubscription next = new RedisSubscription(connection, name, this::receive, this::connectLater, vertx);
        subscription = next;
        next.begin();
        if (closed) {
            next.end();
        }
    }

    private void connectLater() {
        if (!closed) {
            vertx.setTimer(RETRY_INTERVAL.toMillis(), id -> connect());
        }
    }

    private boolean isSubscribed() {
        RedisSubscription current = subscription;
        return current != null && current.isHearing();
    }

    /** Ignores this replica's own messages: its listeners are already woken. */
    private void receive(String message) {
        String[] parts = message.split(SEPARATOR);
        if (parts[0].equals(replica)) {
            subscription.heard();
        } else {
            Arrays.stream(parts).skip(1).filter(PathIds::isValid).forEach(received);
        }
    }
}
