package io.moonconnect.moonpay;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How MoonPay is reached. */
@ConfigMapping(prefix = "moonpay")
public interface MoonPayConfig {

    /** MoonPay's origin: scheme, host and port, nothing behind them. */
    @WithDefault("https://api.moonpay.com")
    URI baseUrl();

    /** The secret key, {@code sk_test_...} or {@code sk_live_...}. Either this or the file must be set. */
    Optional<String> secretKey();

    /** A file that holds the secret key and nothing else, a mounted Kubernetes secret for example; read again when it changes. */
    Optional<Path> secretKeyFile();

    /** How long a connection may take to be made. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** How long an attempt may take from asking for a connection to the last byte of the answer. */
    @WithDefault("5s")
    Duration requestTimeout();

    /** The same for a quote, which customers wait for. */
    @WithDefault("2s")
    Duration quoteTimeout();

    /** How long a call may take with everything: waiting for a permit, attempts, and the pauses between them. */
    @WithDefault("8s")
    Duration overallTimeout();

    /** Most connections to MoonPay at a time, of each event loop (there is one per core). */
    @WithDefault("256")
    int maxConnections();

    /** Most calls of an event loop that wait for a connection; one more is shed. */
    @WithDefault("1024")
    int maxWaitingCalls();

    /**
     * How long a connection is kept without work. It must be below MoonPay's own idle time, which is not documented; the
     * default is below that of every common server.
     */
    @WithDefault("4s")
    Duration idleTimeout();

    /** Of an operation that keeps failing in one way, a line of log no more often; zero is a line for each. */
    @WithDefault("10s")
    Duration failureLogInterval();
}
