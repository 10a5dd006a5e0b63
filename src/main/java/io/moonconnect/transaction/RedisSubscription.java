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

/** One connection to Redis that hears one channel, until the first thing goes wrong with it. */
final class RedisSubscription {

    /** Often enough for a connection that is in order never to be closed for its silence (quarkus.redis.tcp.read-idle-timeout). */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(1);

    private static final String MESSAGE = "message";
    private static final String CONFIRMATION = "subscribe";

    private final RedisConnection connection;
    private final String channel;
    private final Consumer<String> received;
    private final Runnable ended;
    private final Vertx vertx;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean confirmed;

    /** @param ended called once, however it ends */
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

    boolean isConfirmed() {
        return confirmed && !over.get();
    }

    /** Closes the connection. The pool keeps none that has subscribed. */
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

    /** In Redis' older protocol Vert.x takes a message that comes meanwhile for the answer. */
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
        } else if (isOf(MESSAGE, response)) {
            received.accept(response.get(2).toString());
        } else if (isOf(CONFIRMATION, response)) {
            confirmed = true;
        }
    }

    private static boolean isOf(String kind, Response response) {
        boolean list = response.type() == ResponseType.PUSH || response.type() == ResponseType.MULTI;
        return list && response.size() == 3 && kind.equals(response.get(0).toString());
    }
}
