package io.moonconnect.transaction;

import java.util.function.Consumer;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.redis.RedisCommands;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** Produces {@link TransactionChanges}: across replicas if Redis is configured, otherwise local. */
@Singleton
class Announcements {

    /** Separates test and live fleets that share a Redis. */
    private static final String CHANNEL_PREFIX = "moonconnect:transaction-changes:";

    private final InjectableInstance<Redis> redis;
    private final MoonPaySettings moonPay;
    private final MeterRegistry metrics;
    private final Vertx vertx;

    Announcements(InjectableInstance<Redis> redis, MoonPaySettings moonPay, MeterRegistry metrics, Vertx vertx) {
        this.redis = redis;
        this.moonPay = moonPay;
        this.metrics = metrics;
        this.vertx = vertx;
    }

    @Produces
    @Singleton
    TransactionChanges changes() {
        return new TransactionChanges(this::channel);
    }

    void start(@Observes StartupEvent event, TransactionChanges changes) {
        changes.open();
    }

    void stop(@Observes ShutdownEvent event, TransactionChanges changes) {
        changes.close();
    }

    private AnnouncementChannel channel(Consumer<String> received) {
        if (!RedisCommands.isConfigured(redis)) {
            return AnnouncementChannel.NONE;
        }
        String name = CHANNEL_PREFIX + moonPay.mode().label();
        return new RedisChannel(redis.get(), name, received, metrics, vertx);
    }
}
