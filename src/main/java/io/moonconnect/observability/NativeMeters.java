package io.moonconnect.observability;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;

/**
 * Registers meters in a native executable that Micrometer's binders provide on a JVM, under the same names, so that one
 * dashboard serves both: {@code jvm_gc_pause_seconds_count} and {@code _sum} (a native executable counts collections
 * but sends no notifications) and {@code jvm_buffer_memory_used_bytes{id="direct"}} (Netty's buffers).
 */
@ApplicationScoped
class NativeMeters {

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            return;
        }
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> pauses(collector, registry));
        Gauge.builder("jvm.buffer.memory.used", () -> Math.max(0, PlatformDependent.usedDirectMemory()))
                .description("Memory that Netty's direct buffers use")
                .baseUnit("bytes")
                .tag("id", "direct")
                .register(registry);
    }

    private static void pauses(GarbageCollectorMXBean collector, MeterRegistry registry) {
        FunctionTimer.builder(
                        "jvm.gc.pause",
                        collector,
                        GarbageCollectorMXBean::getCollectionCount,
                        GarbageCollectorMXBean::getCollectionTime,
                        TimeUnit.MILLISECONDS)
                .description("Time spent in collections")
                .tag("gc", collector.getName())
                .register(registry);
    }
}
