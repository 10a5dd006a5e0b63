package io.moonconnect.moonpay.permit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.moonconnect.moonpay.permit.NoPermitException.Reason;

/** Results of acquiring a permit, by class: {@code moonpay_permits_*}. */
final class PermitMetrics {

    private final Map<PermitClass, Meters> byClass = new EnumMap<>(PermitClass.class);

    private record Meters(Timer granted, Counter busy, Counter shed, Counter cancelled, AtomicInteger waiting) {}

    PermitMetrics(MeterRegistry registry) {
        for (PermitClass permitClass : PermitClass.values()) {
            byClass.put(permitClass, meters(registry, permitClass.label()));
        }
    }

    void granted(PermitClass permitClass, long waitedNanos) {
        byClass.get(permitClass).granted().record(waitedNanos, TimeUnit.NANOSECONDS);
    }

    void refused(PermitClass permitClass, Reason reason) {
        Meters meters = byClass.get(permitClass);
        (reason == Reason.SHED ? meters.shed() : meters.busy()).increment();
    }

    void cancelled(PermitClass permitClass) {
        byClass.get(permitClass).cancelled().increment();
    }

    void waiting(PermitClass permitClass, PermitQueue queue) {
        byClass.get(permitClass).waiting().set(queue.size(permitClass));
    }

    private static Meters meters(MeterRegistry registry, String permitClass) {
        AtomicInteger waiting = new AtomicInteger();
        Gauge.builder("moonpay.permits.waiting", waiting, AtomicInteger::get)
                .description("Calls that wait for a permit")
                .tag("class", permitClass)
                .register(registry);
        Timer granted = Timer.builder("moonpay.permits.granted")
                .description("Permits granted, and the wait for them")
                .tag("class", permitClass)
                .register(registry);
        return new Meters(
                granted,
                refused(registry, permitClass, "busy"),
                refused(registry, permitClass, "shed"),
                refused(registry, permitClass, "cancelled"),
                waiting);
    }

    private static Counter refused(MeterRegistry registry, String permitClass, String reason) {
        return Counter.builder("moonpay.permits.refused")
                .description("Calls without a permit: none in time, queue full, or cancelled")
                .tag("class", permitClass)
                .tag("reason", reason)
                .register(registry);
    }
}
