package io.moonconnect.stream;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts streams and their events. */
@ApplicationScoped
class StreamMetrics {

    private final MeterRegistry registry;
    private final Map<StreamKind, AtomicInteger> open = new EnumMap<>(StreamKind.class);

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (StreamKind kind : StreamKind.values()) {
            AtomicInteger count = new AtomicInteger();
            open.put(kind, count);
            Gauge.builder("streams.open", count, AtomicInteger::get)
                    .description("Streams open or being opened")
                    .tag("kind", kind.label())
                    .register(registry);
        }
    }

    void opening(StreamKind kind) {
        open.get(kind).incrementAndGet();
    }

    void over(StreamKind kind) {
        open.get(kind).decrementAndGet();
    }

    void sent(StreamKind kind, String event) {
        Counter.builder("stream.events")
                .description("Events sent on streams")
                .tag("kind", kind.label())
                .tag("event", event)
                .register(registry)
                .increment();
    }

    /** @param reason as in {@code bye}; {@code gone} if the client disconnected */
    void ended(StreamKind kind, String reason) {
        Counter.builder("streams.ended")
                .description("Ended streams")
                .tag("kind", kind.label())
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
