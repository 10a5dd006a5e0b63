package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.redis.RedisCommands;
import io.moonconnect.sink.SinkUse;
import io.moonconnect.sink.Sinks;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** Produces the sink and the deduplication from configuration, which it validates at startup. */
@Singleton
class WebhookProducer {

    /** Separates test and live fleets that share a Redis. */
    private static final String KEY_PREFIX = "moonconnect:webhooks:";

    /** With two Redis time-outs, the longest time-out leaves 100 ms of the second for the rest. */
    private static final SinkUse SINK =
            new SinkUse("moonconnect.webhooks", "webhook-sink-key", "deliver webhook", Duration.ofMillis(700));

    private final WebhookConfig config;

    WebhookProducer(WebhookConfig config) {
        this.config = config;
        check(config.memory().life().compareTo(Duration.ofMinutes(1)) >= 0, "memory.life must be at least 1 minute");
        check(config.memory().events() >= 2, "memory.events must be at least 2");
        check(config.memory().deferred() >= 1, "memory.deferred must be at least 1");
    }

    @Produces
    @Singleton
    Claims claims(
            InjectableInstance<Redis> redis,
            MoonPaySettings moonPay,
            MeterRegistry metrics,
            Clock clock,
            Ticker ticker,
            Vertx vertx) {
        WebhookConfig.Memory memory = config.memory();
        LocalClaims local = new LocalClaims(memory.life(), memory.events(), memory.deferred(), ticker);
        if (!RedisCommands.isConfigured(redis)) {
            return new Claims(local, FleetClaims.NONE, metrics);
        }
        String prefix = KEY_PREFIX + moonPay.mode().label() + ":";
        RedisCommands commands = new RedisCommands(redis.get());
        PromptRedis prompt = new PromptRedis(
                commands, RedisClaims.probe(prefix), PromptRedis.TIMEOUT, metrics, vertx, System::nanoTime);
        return new Claims(local, new RedisClaims(prompt, prefix, memory, clock), metrics);
    }

    @Produces
    @Singleton
    Sink sink(Sinks sinks) {
        return sinks.open(SINK, config.sink(), config, config.maxConcurrent())
                .<Sink>map(CloudEventSink::new)
                .orElseGet(LogSink::new);
    }

    private static void check(boolean works, String rule) {
        if (!works) {
            throw new ConfigurationException("moonconnect.webhooks." + rule);
        }
    }
}
