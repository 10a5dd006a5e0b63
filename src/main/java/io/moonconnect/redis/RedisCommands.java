package io.moonconnect.redis;

import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;

/**
 * Sends commands to Redis. After a fail-over, pooled connections may lead to the old master, which refuses writes as a
 * replica, while its name leads to the new one. A connection with an error as its answer is therefore closed, and the
 * command is sent again on another one. Commands must be repeatable.
 */
public final class RedisCommands {

    private static final int MOST_TRIES = 2;

    /** The client's own error. */
    private static final String CLOSED = "CONNECTION_CLOSED";

    private final Redis redis;

    public RedisCommands(Redis redis) {
        this.redis = redis;
    }

    /** Whether {@code quarkus.redis.hosts} is set. Without it, Quarkus' client must not be obtained. */
    public static boolean isConfigured(InjectableInstance<Redis> redis) {
        return redis.getHandle().getBean().isActive();
    }

    /** Fails with Redis' error or if Redis cannot be reached; never throws. */
    public Future<Response> send(Request command) {
        return send(command, MOST_TRIES);
    }

    /** A connection of the caller, which closes it. */
    public Future<RedisConnection> connect() {
        try {
            return redis.connect();
        } catch (RuntimeException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** Whether Redis has answered with an error, for example as a replica that refuses writes. */
    public static boolean isRefusal(Throwable failure) {
        return isError(failure) && !CLOSED.equals(failure.getMessage());
    }

    private static boolean isError(Throwable failure) {
        return failure instanceof Response error && error.type() == ResponseType.ERROR;
    }

    private Future<Response> send(Request command, int tries) {
        Future<Response> answer = connect().compose(connection -> sendOn(connection, command));
        return tries == 1
                ? answer
                : answer.recover(failure -> isError(failure) ? send(command, tries - 1) : Future.failedFuture(failure));
    }

    private static Future<Response> sendOn(RedisConnection connection, Request command) {
        return connection.send(command).onComplete(answer -> {
            if (isRefusal(answer.cause())) {
                leave(connection);
            } else {
                connection.close();
            }
        });
    }

    /** Redis closes the connection; only then {@link RedisConnection#close()} does not return it to the pool. */
    private static void leave(RedisConnection connection) {
        connection.endHandler(gone -> connection.close());
        connection.send(Request.cmd(Command.QUIT));
    }
}
