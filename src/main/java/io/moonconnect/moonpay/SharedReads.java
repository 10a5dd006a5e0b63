package io.moonconnect.moonpay;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.moonpay.inflight.InFlight;
import io.moonconnect.moonpay.wire.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Deduplicates equal concurrent reads. Answers are not cached. */
@ApplicationScoped
class SharedReads {

    private final InFlight<ReadKey, Answer<Envelope>> inFlight;
    private final TokenHash hash;
    private final WaitLimit limit;

    SharedReads(Vertx vertx, TokenHash hash, WaitLimit limit, MeterRegistry registry) {
        this.hash = hash;
        this.limit = limit;
        this.inFlight = new InFlight<>(vertx, (key, answer) -> {}, joined(registry)::increment);
        Gauge.builder("moonpay.reads.in.flight", inFlight, InFlight::size)
                .description("Distinct reads in flight, except for payment methods")
                .register(registry);
    }

    Uni<Answer<Envelope>> share(Call call, Supplier<Uni<Answer<Envelope>>> sending) {
        return share(ReadKey.bySecretKey(call), call, sending);
    }

    Uni<Answer<Envelope>> share(Call call, AccessToken token, Supplier<Uni<Answer<Envelope>>> sending) {
        return share(ReadKey.of(call, hash.of(token)), call, sending);
    }

    private Uni<Answer<Envelope>> share(ReadKey key, Call call, Supplier<Uni<Answer<Envelope>>> sending) {
        return limit.until(call.deadline(), inFlight.join(key, new SharedRead<>(call, sending)));
    }

    static Counter joined(MeterRegistry registry) {
        return Counter.builder("moonpay.reads.joined")
                .description("Reads deduplicated: an equal one was in flight")
                .register(registry);
    }
}
