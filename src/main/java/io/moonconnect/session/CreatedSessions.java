package io.moonconnect.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CallerPolicy;
import io.moonconnect.credential.Mode;
import io.moonconnect.moonpay.MoonPaySettings;
import io.quarkus.runtime.Startup;

/**
 * Counts the sessions that MoonPay created, by the backend that asked for them: {@code sessions_created_total}. The
 * series of configured backends exist from the start, since the rate of a series does not include its first value.
 */
@Startup
@Singleton
class CreatedSessions {

    /** For callers that are not backends. */
    private static final String NO_BACKEND = "";

    private final Mode mode;
    private final MeterRegistry metrics;
    private final Map<String, Counter> byBackend = new ConcurrentHashMap<>();

    CreatedSessions(MoonPaySettings settings, CallerPolicy callers, MeterRegistry metrics) {
        this.mode = settings.mode();
        this.metrics = metrics;
        of(NO_BACKEND);
        callers.backends().forEach(this::of);
    }

    void count(Caller caller) {
        of(caller instanceof Caller.Backend backend ? backend.name() : NO_BACKEND)
                .increment();
    }

    private Counter of(String backend) {
        return byBackend.computeIfAbsent(backend, this::register);
    }

    private Counter register(String backend) {
        return Counter.builder("sessions.created")
                .description("Sessions created by MoonPay")
                .tag("mode", mode.label())
                .tag("backend", backend)
                .register(metrics);
    }
}
