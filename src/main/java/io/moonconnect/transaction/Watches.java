package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.moonpay.wire.Transaction;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/** All followed transactions, each once per token and shared by its streams. */
@Startup
@ApplicationScoped
class Watches {

    private final MoonPay moonPay;
    private final TokenHash hash;
    private final TransactionStreamConfig config;
    private final PollContext context;
    private final Polling polling;

    /** Modified on the context only. */
    private final Map<Key, Watch> watches = new ConcurrentHashMap<>();

    Watches(
            MoonPay moonPay,
            TokenHash hash,
            TransactionStreamConfig config,
            PermitConfig permits,
            TransactionChanges changes,
            PollMetrics metrics,
            MeterRegistry registry,
            Vertx vertx) {
        check(config);
        this.moonPay = moonPay;
        this.hash = hash;
        this.config = config;
        this.context = new PollContext(vertx, System::nanoTime);
        PollPace pace = new PollPace(config.share() * permits.rate() / permits.replicas(), context);
        this.polling = new Polling(context, pace, changes, metrics);
        Gauge.builder("transactions.watched", watches, Map::size)
                .description("Followed transactions, each once per token")
                .register(registry);
        Gauge.builder("transaction.polls.waiting", pace, PollPace::waiting)
                .description("Followed transactions due for a read that wait for the polling rate")
                .register(registry);
    }

    /** @param reader hash of the token */
    private record Key(String reader, String transactionId) {

        // Map key: in a native image, a record's generated equality uses method handles, which are many times slower.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && Objects.equals(reader, that.reader)
                    && Objects.equals(transactionId, that.transactionId);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hashCode(reader) + Objects.hashCode(transactionId);
        }
    }

    /** Callable from any thread, as is {@link #run}. */
    void join(
            AccessToken token, String transactionId, Watcher watcher, UniEmitter<? super Answer<Transaction>> opening) {
        Key key = new Key(hash.of(token), transactionId);
        context.run(() -> {
            if (!watcher.isGone()) {
                watcher.join(watches.computeIfAbsent(key, absent -> begin(absent, token)), opening);
            }
        });
    }

    /** Runs the task later on the context of all watchers. */
    void run(Runnable task) {
        context.run(task);
    }

    private Watch begin(Key key, AccessToken token) {
        return new Watch(
                new TransactionReads(moonPay, token, key.transactionId()),
                new PollInterval(config.interval(), config.maxInterval()),
                new LastReads(config.lastReads().orElse(List.of()), context),
                polling,
                () -> watches.remove(key));
    }

    private static void check(TransactionStreamConfig config) {
        Duration first = config.interval();
        if (first.toMillis() < 1) {
            throw new ConfigurationException("moonconnect.poll.interval must be positive");
        }
        if (config.maxInterval().compareTo(first) < 0) {
            throw new ConfigurationException(
                    "moonconnect.poll.max-interval must not be below moonconnect.poll.interval");
        }
        Duration before = Duration.ZERO;
        for (Duration read : config.lastReads().orElse(List.of())) {
            if (read.compareTo(before) <= 0) {
                throw new ConfigurationException("moonconnect.poll.last-reads must be positive and ascending");
            }
            before = read;
        }
        if (!(config.share() > 0 && config.share() <= 1)) {
            throw new ConfigurationException("moonconnect.poll.share must be above 0 and at most 1");
        }
    }
}
