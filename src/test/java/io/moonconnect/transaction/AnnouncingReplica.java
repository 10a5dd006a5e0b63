package io.moonconnect.transaction;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** The announcements of one of a fleet: a Vert.x and a client of Redis of its own, set up as the service sets them up. */
final class AnnouncingReplica implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TransactionChanges changes;

    AnnouncingReplica(RedisOptions options) {
        options.setNetClientOptions(
                new NetClientOptions().setConnectTimeout(1000).setReadIdleTimeout(3));
        Redis redis = Redis.createClient(vertx, options);
        changes = new TransactionChanges(received -> new RedisChannel(redis, "announced", received, metrics, vertx));
        changes.open();
    }

    TransactionChanges changes() {
        return changes;
    }

    boolean isSubscribed() {
        return metrics.get("transaction.announcements.subscribed").gauge().value() == 1;
    }

    double lost() {
        return metrics.get("transaction.announcements.lost").counter().count();
    }

    @Override
    public void close() {
        changes.close();
        vertx.close();
    }
}
