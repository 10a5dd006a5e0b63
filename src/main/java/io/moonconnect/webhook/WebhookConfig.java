package io.moonconnect.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Webhooks and their sink. */
@ConfigMapping(prefix = "moonconnect")
public interface WebhookConfig {

    /** Maximum difference between the signature's time and the local clock, in either direction. */
    @WithDefault("300s")
    Duration webhookTolerance();

    /** Maximum number of webhooks in progress; further ones are rejected as {@code overloaded}. */
    @WithDefault("64")
    int maxWebhooks();

    /** How long delivered events are remembered for deduplication. */
    @WithDefault("24h")
    Duration webhookMemory();

    /** Delivered events remembered per replica; the oldest are dropped first. */
    @WithDefault("100000")
    int webhookMemoryEvents();

    /** URL to which events are delivered as CloudEvents 1.0 over HTTP; if unset, they are logged. */
    Optional<URI> webhookSink();

    /** Key that signs requests to the sink: at least 32 random characters. A sink requires this or the file. */
    Optional<String> webhookSinkKey();

    /** A file that contains only this key; reloaded when it changes. */
    Optional<Path> webhookSinkKeyFile();

    /** Time limit for the sink's response, chosen so that MoonPay is answered within a second. */
    @WithDefault("600ms")
    Duration webhookSinkTimeout();

    /** Whether the sink may use plain HTTP. Events hold personal data, so enable this only in a trusted network. */
    @WithDefault("false")
    boolean webhookSinkPlain();
}
