package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.moonpay.inflight.InFlight;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Remembers for a short while what a customer can pay with, by the keyed hash of their access token: every comparison asks
 * first. What was asked before it was forgotten is not remembered afterwards, however late its answer comes. Failures are
 * never remembered.
 */
@ApplicationScoped
@RegisterForReflection(classNames = PaymentMethodMemory.CACHE_CLASS, fields = true)
class PaymentMethodMemory {

    /** What Caffeine chooses by name for a cache that is bounded by weight and age. */
    static final String CACHE_CLASS = "com.github.benmanes.caffeine.cache.SSMWW";

    /** About what an entry takes beside its bytes; it bounds the number of entries, too. */
    private static final int ENTRY_BYTES = 1024;

    /** About what a method takes beside its bytes, once it has been read. */
    private static final int METHOD_BYTES = 256;

    private final TokenHash hash;
    private final WaitLimit limit;
    private final Cache<String, Answer<PaymentMethodList>> remembered;
    private final InFlight<String, Answer<PaymentMethodList>> inFlight;
    private final Counter hits;
    private final Counter misses;

    PaymentMethodMemory(
            MemoryConfig config, TokenHash hash, Ticker ticker, WaitLimit limit, Vertx vertx, MeterRegistry registry) {
        this.hash = hash;
        this.limit = limit;
        this.remembered = cache(config, ticker);
        this.inFlight = new InFlight<>(vertx, remembered::put, SharedReads.joined(registry)::increment);
        this.hits = counter(registry, "hit");
        this.misses = counter(registry, "miss");
        Gauge.builder("payment.methods.remembered.bytes", this, PaymentMethodMemory::bytes)
                .description("What all remembered payment methods take, about")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("payment.methods.in.flight", inFlight, InFlight::size)
                .description("Customers whose payment methods MoonPay is being asked for now")
                .register(registry);
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /** @param read how MoonPay is asked where they are neither remembered nor being asked for */
    Uni<Answer<PaymentMethodList>> recall(AccessToken token, SharedRead<PaymentMethodList> read) {
        return Uni.createFrom().deferred(() -> recall(hash.of(token), read));
    }

    private Uni<Answer<PaymentMethodList>> recall(String key, SharedRead<PaymentMethodList> read) {
        Answer<PaymentMethodList> known = remembered.getIfPresent(key);
        if (known != null) {
            hits.increment();
            return Uni.createFrom().item(known);
        }
        misses.increment();
        return limit.until(read.call().deadline(), inFlight.join(key, read));
    }

    /** What comes after this has been asked after this. */
    void forget(AccessToken token) {
        String key = hash.of(token);
        inFlight.detach(key, () -> remembered.invalidate(key));
    }

    private double bytes() {
        return remembered.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /** Its upkeep is short, and done by whoever uses it; the scheduler forgets in time where nobody does. */
    private static Cache<String, Answer<PaymentMethodList>> cache(MemoryConfig config, Ticker ticker) {
        long maxBytes = config.paymentMethodsMemory().asLongValue();
        if (config.paymentMethodsLife().isNegative()) {
            throw new ConfigurationException("moonpay.payment-methods-life must not be negative");
        }
        if (maxBytes < 0) {
            throw new ConfigurationException("moonpay.payment-methods-memory must not be negative");
        }
        return Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(config.paymentMethodsLife())
                .maximumWeight(maxBytes)
                .weigher(PaymentMethodMemory::weight)
                .executor(Runnable::run)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    private static int weight(String key, Answer<PaymentMethodList> answer) {
        PaymentMethodList list = answer.value();
        int methods = list.configs().size() + list.stored().size();
        return ENTRY_BYTES + list.bytes() + METHOD_BYTES * methods;
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("payment.methods.remembered")
                .description("Times that a customer's payment methods were wanted, by whether they were remembered")
                .tag("outcome", outcome)
                .register(registry);
    }
}
