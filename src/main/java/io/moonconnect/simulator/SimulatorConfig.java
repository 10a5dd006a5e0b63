package io.moonconnect.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the simulator listens and how it begins. Read in the build profiles dev, test and demo only. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorConfig {

    /** Address to listen at. */
    @WithDefault("localhost")
    String host();

    /** Port; 0 takes a free one, which the log then tells. */
    @WithDefault("8090")
    int port();

    /** Calls a second, as MoonPay allows them, before a 429; 0 is off. */
    @WithDefault("30")
    int rate();

    /** From a quote's birth to its expiry. MoonPay gives no figure. */
    @WithDefault("30s")
    Duration quoteLife();

    /** How long a transaction stays in one stage. */
    @WithDefault("5s")
    Duration stageLife();

    /** Life of an access token. MoonPay gives no figure. */
    @WithDefault("1h")
    Duration tokenLife();

    /** Put before every answer. */
    @WithDefault("0s")
    Duration latency();

    /** After which an unused connection is closed; 0 is never. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** Where webhooks go; none are sent without it. */
    Optional<URI> webhookUrl();

    /** What webhooks are signed with, as the account's webhook API key. */
    @WithDefault("wk_test_simulator")
    String webhookKey();

    /** Port of the reference frontend; 0 takes a free one. */
    @WithDefault("8091")
    int frontendPort();

    /** Where the reference frontend finds the service. */
    @WithDefault("http://localhost:8080")
    URI frontendApi();

    /** Whose frames the reference frontend opens, for example {@code https://blocks.moonpay.com}; this simulator's without it. */
    Optional<URI> frontendFrames();
}
