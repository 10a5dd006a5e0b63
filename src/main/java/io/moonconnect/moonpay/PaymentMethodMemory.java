package io.moonconnect.moonpay;

import java.io.IOException;

import jakarta.inject.Singleton;

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
import io.moonconnect.moonpay.wire.KnownConfigs;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Caches a customer's payment methods, which every comparison needs, by the keyed hash of the access token. An answer
 * requested before an invalidation is not cached after it. Failures are never cached.
 */
@Startup
@Singleton
@RegisterForReflection(classNames = PaymentMethodMemory.CACHE_CLASS, fields = true)
class PaymentMethodMemory {

    /** Caffeine loads this class by name for a cache that is bounded by weight and age. */
    static final String CACHE_CLASS = "com.github.benmanes.caffeine.cache.SSMWW";

    /** Approximate overhead of an entry. It also bounds the number of entries. */
    private static final int ENTRY_BYTES = 512;

    private final TokenHash hash;
    private final WaitLimit limit;
    private final Cache<String, Answer<PaymentMethodList>> remembered;
    private final InFlight<String, Answer<PaymentMethodList>> inFlight;
    private final KnownConfigs configs;
    private final Counter hits;
    private final Counter misses;

    PaymentMethodMemory(
            MemoryConfig config, TokenHash hash, Ticker ticker, WaitLimit limit, Vertx vertx, MeterRegistry registry) {
        this.hash = hash;
        this.limit = limit;
        this.remembered = cache(config, ticker);
        this.configs = new KnownConfigs(ticker::read, config.paymentMethodsLife());
        this.inFlight = new InFlight<>(vertx, remembered::put, SharedReads.joined(registry)::increment);
        this.hits = counter(registry, "hit");
        this.misses = counter(registry, "miss");
        Gauge.builder("payment.methods.remembered.bytes", this, PaymentMethodMemory::bytes)
                .description("Approximate size of all cached payment methods")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("payment.methods.in.flight", inFlight, InFlight::size)
                .description("Customers whose payment methods are being requested")
                .register(registry);
    }

    /** Parses MoonPay's response. Parts that are equal in several customers' responses are stored once. */
    PaymentMethodList read(byte[] body) throws IOException {
        return PaymentMethodList.read(body, configs);
    }

    /** @param read used if the methods are neither cached nor in flight */
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

    /** Later calls get no response that was requested before this. */
    void forget(AccessToken token) {
        String key = hash.of(token);
        inFlight.detach(key, () -> remembered.invalidate(key));
    }

    private double bytes() {
        return remembered.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /** Maintenance is short and runs on the caller's thread; the scheduler expires entries of an idle cache. */
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
        return ENTRY_BYTES + answer.value().weight();
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("payment.methods.remembered")
                .description("Look-ups of a customer's payment methods, by cache hit or miss")
                .tag("outcome", outcome)
                .register(registry);
    }
}
