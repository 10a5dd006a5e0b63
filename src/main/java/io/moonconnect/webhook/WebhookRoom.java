package io.moonconnect.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.credential.SigningKey;
import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.observability.Tracing;
import io.moonconnect.proxy.ForwardProxy;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import io.vertx.redis.client.Redis;

/** Creates the sink and the deduplication from configuration, and validates it at startup. */
@Singleton
class WebhookRoom {

    /** Separates test and live fleets that share a Redis. */
    private static final String KEY_PREFIX = "moonconnect:webhooks:";

    /** With two Redis time-outs, this leaves 100 ms of the second for the rest. */
    private static final Duration LONGEST_SINK_TIMEOUT = Duration.ofMillis(700);

    private final WebhookConfig config;

    WebhookRoom(WebhookConfig config) {
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
            Ticker ticker) {
        Duration life = config.memory().life();
        int deferred = config.memory().deferred();
        LocalClaims local = new LocalClaims(life, config.memory().events(), deferred, ticker);
        if (!redis.getHandle().getBean().isActive()) {
            return new Claims(local, FleetClaims.NONE, metrics);
        }
        String prefix = KEY_PREFIX + moonPay.mode().label() + ":";
        RedisClaims fleet = new RedisClaims(redis.get(), prefix, life, deferred, metrics, clock, System::nanoTime);
        return new Claims(local, fleet, metrics);
    }

    @Produces
    @Singleton
    Sink sink(WatchedFiles files, Clock clock, Vertx vertx, Tracing tracing) {
        WebhookConfig.Sink configured = config.sink();
        if (configured.url().isEmpty()) {
            return new LogSink();
        }
        Duration timeout = configured.timeout();
        check(
                timeout.toMillis() >= 1 && timeout.compareTo(LONGEST_SINK_TIMEOUT) <= 0,
                "sink.timeout must be 1 to " + LONGEST_SINK_TIMEOUT.toMillis() + " ms");
        URI endpoint = checked(configured.url().get());
        Supplier<SigningKey> key = SinkKey.configured(configured, files);
        Supplier<ProxyOptions> proxy =
                ForwardProxy.of("moonconnect.webhooks", config, endpoint.getHost(), timeout, files);
        return new HttpSink(endpoint, key, timeout, config.maxConcurrent(), clock, vertx, tracing, proxy);
    }

    /** Messages do not repeat the URL: its query may hold a secret. */
    private URI checked(URI sink) {
        boolean secure = "https".equalsIgnoreCase(sink.getScheme());
        check(
                (secure || "http".equalsIgnoreCase(sink.getScheme()))
                        && sink.getHost() != null
                        && sink.getRawUserInfo() == null
                        && sink.getRawFragment() == null,
                "sink.url must be a URL such as https://events.example/moonpay, without a user");
        check(secure || config.sink().plain(), "sink.url must be https, unless moonconnect.webhooks.sink.plain is set");
        return sink;
    }

    private static void check(boolean works, String rule) {
        if (!works) {
            throw new ConfigurationException("moonconnect.webhooks." + rule);
        }
    }
}
