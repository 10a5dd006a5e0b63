package io.moonconnect.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How webhooks are taken and where they go. */
@ConfigMapping(prefix = "moonconnect")
public interface WebhookConfig {

    /** How far the time of a signature may be from ours, before or after. */
    @WithDefault("300s")
    Duration webhookTolerance();

    /** Webhooks handled at once; one more is answered {@code overloaded} at once. */
    @WithDefault("64")
    int maxWebhooks();

    /** How long an event is known to have been passed on, so that it is not again. */
    @WithDefault("24h")
    Duration webhookMemory();

    /** Events known so in this replica; the least recent are forgotten first. */
    @WithDefault("100000")
    int webhookMemoryEvents();

    /** Where events are passed on to, as CloudEvents 1.0 over HTTP; without it they are lines of the log. */
    Optional<URI> webhookSink();

    /** What the sink's requests are signed with, at least 32 characters and random. A sink needs this or the file. */
    Optional<String> webhookSinkKey();

    /** A file that holds this key and nothing else, read again when it changes. */
    Optional<Path> webhookSinkKeyFile();

    /** The sink has answered by then. With all else MoonPay has its answer within a second. */
    @WithDefault("600ms")
    Duration webhookSinkTimeout();

    /** Whether the sink may be reached without TLS: events hold personal data, so only where the network is trusted. */
    @WithDefault("false")
    boolean webhookSinkPlain();
}
