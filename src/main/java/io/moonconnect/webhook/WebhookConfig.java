package io.moonconnect.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.moonconnect.proxy.ProxyConfig;
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
    interface Sink {

        /** URL to which events are delivered as CloudEvents 1.0 over HTTP; if unset, they are logged. */
        Optional<URI> url();

        /** Key that signs requests to the sink: at least 32 random characters. A sink requires this or the file. */
        Optional<String> key();

        /** A file that contains only this key; reloaded when it changes. */
        Optional<Path> keyFile();

        /** Time limit for the sink's response, chosen so that MoonPay is answered within a second. */
        @WithDefault("600ms")
        Duration timeout();

        /** Whether the sink may use plain HTTP. Events hold personal data, so enable this only in a trusted network. */
        @WithDefault("false")
        boolean plain();
    }
}
