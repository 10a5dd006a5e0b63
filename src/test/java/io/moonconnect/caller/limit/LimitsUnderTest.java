package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.testing.HandSetClock;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The limits without the rest of the service, by a clock that stands still. */
record LimitsUnderTest(Limits limits, HandSetClock clock, SimpleMeterRegistry metrics) {

    /** With these settings beside the defaults. */
    static LimitsUnderTest with(Map<String, String> settings) {
        HandSetClock clock = new HandSetClock();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        return new LimitsUnderTest(new Limits(config(settings), clock, metrics, new RateLimitFields()), clock, metrics);
    }

    static LimitConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(LimitConfig.class);
    }

    void pass(Duration time) {
        clock.move(time);
    }

    /** How many keys a limit remembers. */
    double remembered(LimitKind kind) {
        return metrics.get("limit.keys").tag("limit", kind.label()).gauge().value();
    }

    double refused(LimitKind kind) {
        return metrics.get("too.many.requests")
                .tag("limit", kind.label())
                .counter()
                .count();
    }
}
