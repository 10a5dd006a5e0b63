package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.testing.HandTicker;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The limits without the rest of the service, by a ticker that stands still. */
record LimitsUnderTest(Limits limits, SessionAddresses addresses, HandTicker time, SimpleMeterRegistry metrics) {

    /** With these settings beside the defaults. */
    static LimitsUnderTest with(Map<String, String> settings) {
        HandTicker time = new HandTicker();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        LimitConfig config = config(settings);
        return new LimitsUnderTest(
                new Limits(config, time, metrics, new RateLimitFields()),
                new SessionAddresses(config, time, metrics),
                time,
                metrics);
    }

    static LimitConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(LimitConfig.class);
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    /** How many keys a limit remembers. */
    double remembered(LimitKind kind) {
        return metrics.get("limit.keys").tag("limit", kind.tag()).gauge().value();
    }

    double refused(LimitKind kind) {
        return metrics.get("too.many.requests")
                .tag("limit", kind.tag())
                .counter()
                .count();
    }
}
