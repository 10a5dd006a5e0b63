package io.moonconnect.transaction;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;

/** A Redis connection subscribed to one channel, until its first failure. */
final class RedisSubscription {

    /** Keeps a healthy connection from being closed as idle (quarkus.redis.tcp.read-idle-timeout). */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(1);

    private static final String MESSAGE = "message";

    private final RedisConnection connection;
    private final String channel;
    private final Consumer<String> received;
    private final Runnable ended;
    private final Vertx vertx;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean hearing;

    /** @param ended called once, for any reason */
    RedisSubscription(
            RedisConnection connection, String channel, Consumer<String> received, Runnable ended, Vertx vertx) {
        this.connection = connection;
        this.channel = channel;
        this.received = received;
        this.ended = ended;
        this.vertx = vertx;
    }

    void begin() {
        connection.handler(this::receive).endHandler(gone -> end()).exceptionHandler(broken -> end());
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .onSuccess(sent -> pingLater())
                .onFailure(gone -> end());
    }

    /** Whether a message of this replica has come. */
    boolean isHearing() {
        return hearing && !over.get();
    }

    void heard() {
        lastHeard = System.nanoTime();
        hearing = true;
    }

    void endIfDeaf(Duration limit) {
        if (System.nanoTime() - lastHeard > limit.toNanos()) {
            end();
        }
    }

    /** Closes the connection; the pool does not reuse subscribed ones. */
    void end() {
        if (over.compareAndSet(false, true)) {
            connection.handler(late -> {}).endHandler(known -> {}).exceptionHandler(known -> {});
            connection.close();
            ended.run();
        }
    }

    private void pingLater() {
        vertx.setTimer(PING_INTERVAL.toMillis(), id -> ping());
    }

    /** In RESP2, Vert.x may deliver a message as the response, so it is handled as a message. */
    private void ping() {
        if (!over.get()) {
            connection
                    .send(Request.cmd(Command.PING))
                    .onSuccess(this::receive)
                    .onSuccess(answered -> pingLater())
                    .onFailure(gone -> end());
        }
    }

    private void receive(Response response) {
        if (response.type() == ResponseType.ERROR) {
            end();
        } else if (isMessage(response)) {
            received.accept(response.get(2).toString());
        }
    }

    private static boolean isMessage(Response response) {
        boolean list = response.type() == ResponseType.PUSH || response.type() == ResponseType.MULTI;
        return list && response.size() == 3 && MESSAGE.equals(response.get(0).toString());
    }
}
