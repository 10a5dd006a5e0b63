package io.moonconnect.webhook;

import java.time.Duration;

import io.moonconnect.proxy.ProxyConfig;
import io.moonconnect.sink.SinkConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Webhooks and their sink; the proxy is that of the sink. */
@ConfigMapping(prefix = "moonconnect.webhooks")
public interface WebhookConfig extends ProxyConfig {

    /** Maximum difference between the signature's time and the local clock, in either direction. */
    @WithDefault("300s")
    Duration tolerance();

    /** Maximum number of webhooks in progress; further ones are rejected as {@code overloaded}. */
    @WithDefault("64")
    int maxConcurrent();

    Memory memory();

    Sink sink();

    /** Deduplication. */
    interface Memory {

        /** How long delivered events are remembered for deduplication. */
        @WithDefault("24h")
        Duration life();

        /** Delivered events remembered per replica; the oldest are dropped first. */
        @WithDefault("100000")
        int events();

        /**
         * Signatures of events answered with 503 that are remembered, per replica and in Redis, for a day or until the
         * event is safe: the same delivery is then accepted after the tolerance. The oldest are dropped first.
         */
        @WithDefault("10000")
        int deferred();
    }

    /** Delivery of events to an endpoint of the operator. */
    interface Sink extends SinkConfig {

        /** Chosen so that MoonPay is answered within a second. */
        @Override
        @WithDefault("600ms")
        Duration timeout();
    }
}
