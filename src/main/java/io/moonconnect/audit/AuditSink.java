package io.moonconnect.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.RepeatedLine;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.sink.CloudEvent;
import io.moonconnect.sink.HttpSink;
import io.moonconnect.sink.SinkRefusal;
import io.moonconnect.sink.SinkUse;
import io.moonconnect.sink.Sinks;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Delivers audit events to the operator's endpoint, if one is configured. A delivery is repeated after a failure: the
 * event's id makes duplicates recognisable. Created at startup, so that invalid configuration fails it.
 */
@Startup
@Singleton
public class AuditSink {

    private static final Logger LOG = Logger.getLogger(AuditSink.class);

    private static final SinkUse USE =
            new SinkUse("moonconnect.audit", "audit-sink-key", "deliver audit event", Duration.ofSeconds(5));

    private static final String SOURCE = "urn:moonconnect";
    private static final String TYPE_PREFIX = "io.moonconnect.";
    private static final String JSON = "application/json";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Before each further attempt. The first one is for a short restart of the sink. */
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(50), Duration.ofMillis(250));

    /** Between log lines of failed deliveries: while the sink is away, every acceptance is one. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private enum Outcome {
        DELIVERED,
        FAILED,
        OVERLOADED
    }

    /** Null if no sink is configured. */
    private final HttpSink endpoint;

    private final int most;
    private final ObjectMapper mapper;
    private final Vertx vertx;
    private final RepeatedLine failures;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final AtomicInteger underWay = new AtomicInteger();

    AuditSink(
            AuditSinkConfig config,
            Sinks sinks,
            ObjectMapper mapper,
            Vertx vertx,
            Ticker ticker,
            MeterRegistry metrics) {
        this.most = config.sink().maxConcurrent();
        if (most < 1) {
            throw new ConfigurationException("moonconnect.audit.sink.max-concurrent must be at least 1");
        }
        this.endpoint = sinks.open(USE, config.sink(), config, most).orElse(null);
        this.mapper = mapper;
        this.vertx = vertx;
        this.failures = new RepeatedLine(LOG_INTERVAL, ticker);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("audit.sink.events")
                            .description("Audit events for the sink, by outcome")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
    }

    /**
     * Completes when the sink has confirmed the event; at once if there is no sink. Fails with
     * {@link ProblemType#AUDIT_UNAVAILABLE} or {@link ProblemType#OVERLOADED} otherwise.
     *
     * @param id equal for duplicates only
     * @param subject what the event is about
     */
    public Uni<Void> take(AuditEvent event, String id, String subject, Instant time) {
        if (endpoint == null) {
            return Uni.createFrom().voidItem();
        }
        String type = TYPE_PREFIX + event.action().label();
        return admitted(new CloudEvent(id, SOURCE, type, time.toString(), subject, JSON, json(event)));
    }

    private Uni<Void> admitted(CloudEvent event) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return refused(Outcome.OVERLOADED, ProblemType.OVERLOADED, "Too many acceptances are being recorded.");
        }
        return attempt(event, 0)
                .invoke(() -> counters.get(Outcome.DELIVERED).increment())
                .onFailure()
                .recoverWithUni(refusal -> {
                    log(event, refusal);
                    return refused(
                            Outcome.FAILED,
                            ProblemType.AUDIT_UNAVAILABLE,
                            "The audit sink has not confirmed the event: repeat the request.");
                })
                .onTermination()
                .invoke(underWay::decrementAndGet);
    }

    private void log(CloudEvent event, Throwable refusal) {
        failures.next()
                .ifPresent(suppressed -> LOG.warnf(
                        "audit event delivery to the sink failed, id=%s, type=%s, cause=%s, suppressed=%d",
                        event.id(), event.type(), SinkRefusal.cause(refusal), suppressed));
    }

    private Uni<Void> attempt(CloudEvent event, int earlier) {
        Uni<Void> attempt = endpoint.take(event);
        return earlier == PAUSES.size()
                ? attempt
                : attempt.onFailure()
                        .recoverWithUni(refusal -> pause(PAUSES.get(earlier)).chain(() -> attempt(event, earlier + 1)));
    }

    /** Continues on the caller's Vert.x context. */
    private Uni<Void> pause(Duration time) {
        return Uni.createFrom().emitter(end -> vertx.setTimer(time.toMillis(), id -> end.complete(null)));
    }

    private Uni<Void> refused(Outcome outcome, ProblemType type, String detail) {
        counters.get(outcome).increment();
        return Uni.createFrom().failure(Failure.retryLater(type, detail, RETRY_AFTER));
    }

    private byte[] json(AuditEvent event) {
        try {
            return mapper.writeValueAsBytes(event.asSuccess());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }
}
