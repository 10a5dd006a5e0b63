package io.moonconnect.moonpay;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.moonconnect.proxy.ProxyConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Connections and calls to MoonPay. */
@ConfigMapping(prefix = "moonpay")
public interface MoonPayConfig extends ProxyConfig {

    /** MoonPay's origin: scheme, host and port, without a path. */
    @WithDefault("https://api.moonpay.com")
    URI baseUrl();

    /** The secret key, {@code sk_test_...} or {@code sk_live_...}. Either this or the file must be set. */
    Optional<String> secretKey();

    /** A file that holds the secret key only, for example a mounted Kubernetes secret; reloaded when it changes. */
    Optional<Path> secretKeyFile();

    /**
     * Time-out for establishing a TCP connection, and for the answer to a ping. The TLS handshake may take three times
     * as long.
     */
    @WithDefault("1s")
    Duration connectTimeout();

    /** Time-out of an attempt, from acquiring a connection to the last byte of the response. */
    @WithDefault("5s")
    Duration requestTimeout();

    /** Time-out of an attempt at a quote, which customers wait for. */
    @WithDefault("2s")
    Duration quoteTimeout();

    /** Time-out of a whole call: waiting for permits, attempts, and pauses between them. */
    @WithDefault("8s")
    Duration overallTimeout();

    /** Maximum number of connections to MoonPay per event loop (one per core), 1 to 10,000. */
    @WithDefault("256")
    int maxConnections();

    /** Maximum number of calls per event loop that wait for a connection; further ones are shed. */
    @WithDefault("1024")
    int maxWaitingCalls();

    /**
     * Idle time after which an HTTP/1.1 connection is closed, in whole seconds. MoonPay's own limit is not documented:
     * a shorter one is followed if MoonPay announces it ({@code Keep-Alive: timeout=}) or closes idle connections
     * earlier.
     */
    @WithDefault("55s")
    Duration idleTimeout();

    /**
     * Connections per event loop that are kept open between calls, so that no customer waits for a handshake: over
     * HTTP/1.1 as many as a comparison needs; over HTTP/2 one is enough, and one is kept. 0 keeps none.
     */
    @WithDefault("5")
    int warmConnections();

    /** Idle time after which an HTTP/2 connection is checked by a ping. */
    @WithDefault("15s")
    Duration pingInterval();

    /** Minimum interval between log lines for the same failure of an operation; zero logs every failure. */
    @WithDefault("10s")
    Duration failureLogInterval();
}
