package io.moonconnect.simulator.state;

import java.time.Duration;
import java.util.Optional;

import io.moonconnect.simulator.wire.Body;
import io.vertx.core.json.JsonObject;

/**
 * The settings that can be changed while the simulator runs.
 *
 * @param rate calls per second before a 429; 0 for no limit
 * @param retryAfterSeconds {@code Retry-After} of a 429; negative for no header, because MoonPay's headers are not
 *     known
 * @param quoteLife lifetime of a quote, until its {@code expiresAt}
 * @param stageLife duration of each stage of a transaction
 * @param depositDelay time after the start of a bank transfer at which its deposit details exist
 * @param lateDelivery time between completion and delivery of transactions whose delivery is late
 * @param tokenLife lifetime of an access token
 * @param latency delay before every response
 * @param idleTimeout time after which an idle connection is closed; zero for never
 * @param closedBodies whether the bodies of sessions and quotes may have no unknown members; MoonPay's schemas are closed,
 *     but that it checks them is not documented
 */
public record Settings(
        int rate,
        int retryAfterSeconds,
        Duration quoteLife,
        Duration stageLife,
        Duration depositDelay,
        Duration lateDelivery,
        Duration tokenLife,
        Duration latency,
        Duration idleTimeout,
        boolean closedBodies) {

    public static final Settings DEFAULT = new Settings(
            30,
            -1,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofSeconds(60),
            true);

    /** These settings, changed by the members of the body. */
    public Settings with(Body body) {
        return new Settings(
                body.number("rate").map(Number::intValue).orElse(rate),
                body.number("retryAfterSeconds").map(Number::intValue).orElse(retryAfterSeconds),
                millis(body, "quoteLifeMillis").orElse(quoteLife),
                millis(body, "stageLifeMillis").orElse(stageLife),
                millis(body, "depositDelayMillis").orElse(depositDelay),
                millis(body, "lateDeliveryMillis").orElse(lateDelivery),
                millis(body, "tokenLifeMillis").orElse(tokenLife),
                millis(body, "latencyMillis").orElse(latency),
                millis(body, "idleTimeoutMillis").orElse(idleTimeout),
                body.flag("closedBodies").orElse(closedBodies));
    }

    public JsonObject json() {
        return JsonObject.of(
                "rate", rate,
                "retryAfterSeconds", retryAfterSeconds,
                "quoteLifeMillis", quoteLife.toMillis(),
                "stageLifeMillis", stageLife.toMillis(),
                "depositDelayMillis", depositDelay.toMillis(),
                "lateDeliveryMillis", lateDelivery.toMillis(),
                "tokenLifeMillis", tokenLife.toMillis(),
                "latencyMillis", latency.toMillis(),
                "idleTimeoutMillis", idleTimeout.toMillis(),
                "closedBodies", closedBodies);
    }

    private static Optional<Duration> millis(Body body, String member) {
        return body.number(member).map(number -> Duration.ofMillis(number.longValue()));
    }
}
