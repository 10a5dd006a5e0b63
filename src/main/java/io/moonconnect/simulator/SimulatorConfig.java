package io.moonconnect.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulator's addresses and initial settings. Read only in the build profiles dev, test and demo. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorConfig {

    /** Address to listen at. */
    @WithDefault("localhost")
    String host();

    /** Port; 0 for a free one, which is logged. */
    @WithDefault("8090")
    int port();

    /** Port with TLS, HTTP/2 and HTTP/1.1, in addition to the other. Opened if there is a key store. */
    @WithDefault("8092")
    int tlsPort();

    /** PKCS #12 file with the key and certificate of the TLS port. */
    Optional<String> tlsKeyStore();

    /** Password of the key store. */
    Optional<String> tlsKeyStorePassword();

    /** Calls per second before a 429, by default as many as MoonPay allows; 0 for no limit. */
    @WithDefault("30")
    int rate();

    /** Lifetime of a quote. MoonPay documents no figure. */
    @WithDefault("30s")
    Duration quoteLife();

    /** Duration of each stage of a transaction. */
    @WithDefault("5s")
    Duration stageLife();

    /** Time after the start of a bank transfer at which its deposit details exist. */
    @WithDefault("2s")
    Duration depositDelay();

    /** Time between completion and delivery of transactions whose delivery is late. */
    @WithDefault("2s")
    Duration lateDelivery();

    /** Lifetime of an access token. MoonPay documents no figure. */
    @WithDefault("1h")
    Duration tokenLife();

    /** Delay before every response. */
    @WithDefault("0s")
    Duration latency();

    /** Time after which an idle connection is closed; 0 for never. */
    @WithDefault("60s")
    Duration idleTimeout();

    /**
     * Whether the bodies of sessions and quotes may have no unknown members. MoonPay's schemas are closed; that it checks
     * them is not documented.
     */
    @WithDefault("true")
    boolean closedBodies();

    /** The URL to which webhooks are sent; absent for none. */
    Optional<URI> webhookUrl();

    /** The account's webhook API key, which signs webhooks. */
    @WithDefault("wk_test_simulator")
    String webhookKey();

    /** Port of the reference frontend; 0 for a free one. */
    @WithDefault("8091")
    int frontendPort();

    /** The origin of the service, for the reference frontend. */
    @WithDefault("http://localhost:8080")
    URI frontendApi();

    /** The origin of the frames, for example {@code https://blocks.moonpay.com}; this simulator by default. */
    Optional<URI> frontendFrames();
}
