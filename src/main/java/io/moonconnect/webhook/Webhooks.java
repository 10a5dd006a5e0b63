package io.moonconnect.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.http.RepeatedLine;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.sink.SinkRefusal;
import io.moonconnect.transaction.TransactionChanges;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/** Processes a webhook: verify, parse, admit, deduplicate, deliver, confirm. */
@Startup
@Singleton
class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Between log lines of failed deliveries: while the sink is away, every webhook is one. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final Signatures signatures;
    private final Claims claims;
    private final Sink sink;
    private final TransactionChanges changes;
    private final UnsafeEvents unsafe;
    private final WebhookMetrics metrics;
    private final RepeatedLine failures;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    Webhooks(
            WebhookConfig config,
            Signatures signatures,
            Claims claims,
            Sink sink,
            TransactionChanges changes,
            UnsafeEvents unsafe,
            WebhookMetrics metrics,
            Ticker ticker) {
        this.signatures = signatures;
        this.claims = claims;
        this.sink = sink;
        this.changes = changes;
        this.unsafe = unsafe;
        this.metrics = metrics;
        this.failures = new RepeatedLine(LOG_INTERVAL, ticker);
        this.most = config.maxConcurrent();
        if (most < 1) {
            throw new ConfigurationException("moonconnect.webhooks.max-concurrent must be at least 1");
        }
    }

    /** Completes when the event is delivered, and fails if MoonPay must send it again. */
    Uni<Void> take(List<String> signatureHeaders, byte[] body) {
        Signatures.Verified signature = check(signatureHeaders, body);
        WebhookEvent event = EventReader.read(body);
        if (!signature.stale()) {
            return take(event, body, signature.digest());
        }
        return claims.isDeferred(signature.digest(), event.key()).chain(deferred -> {
            if (deferred) {
                return take(event, body, signature.digest());
            }
            metrics.countUnread(Outcome.REFUSED);
            return Uni.createFrom().failure(Signatures.stale());
        });
    }

    private Uni<Void> take(WebhookEvent event, byte[] body, String signature) {
        // Announced before delivery: watchers read the transaction from MoonPay themselves.
        event.transactions().forEach(changes::announce);
        unsafe.come(event.key());
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return claims.defer(signature, event.key()).chain(() -> answer(event, Outcome.OVERLOADED));
        }
        Uni<Outcome> handled = passOnOnce(event, body)
                .call(outcome -> settleOrDefer(event.key(), outcome, signature))
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .memoize()
                .indefinitely();
        // Continues if MoonPay disconnects: a started delivery must be confirmed or released.
        handled.subscribe().with(ended -> {}, fault -> {});
        return handled.chain(outcome -> answer(event, outcome));
    }

    /** A failed delivery releases its claim meanwhile: one after the other could take longer than a second in all. */
    private Uni<?> settleOrDefer(String key, Outcome outcome, String signature) {
        return switch (outcome) {
            case SAFE, DUPLICATE -> claims.settle(key);
            case UNSAFE ->
                Uni.join()
                        .all(claims.release(key), claims.defer(signature, key))
                        .andFailFast();
            default -> claims.defer(signature, key);
        };
    }

    private Signatures.Verified check(List<String> signatureHeaders, byte[] body) {
        try {
            return signatures.check(signatureHeaders, body);
        } catch (Failure failure) {
            boolean refused = failure.type() == ProblemType.INVALID_REQUEST;
            metrics.countUnread(refused ? Outcome.REFUSED : Outcome.UNCONFIGURED);
            throw failure;
        }
    }

    private Uni<Outcome> passOnOnce(WebhookEvent event, byte[] body) {
        return claims.claim(event.key()).chain(claim -> switch (claim) {
            case ACQUIRED -> passOn(event, body);
            case SAFE -> Uni.createFrom().item(Outcome.DUPLICATE);
            case UNDER_WAY -> Uni.createFrom().item(Outcome.UNDER_WAY);
        });
    }

    private Uni<Outcome> passOn(WebhookEvent event, byte[] body) {
        return sink.take(event, body)
                .chain(() -> claims.confirm(event.key()))
                .replaceWith(Outcome.SAFE)
                .onFailure()
                .invoke(refusal -> log(event, refusal))
                .onFailure()
                .recoverWithItem(Outcome.UNSAFE);
    }

    private void log(WebhookEvent event, Throwable refusal) {
        failures.next()
                .ifPresent(suppressed -> LOG.warnf(
                        "webhook delivery to the sink failed, MoonPay will retry, id=%s, type=%s, cause=%s, suppressed=%d",
                        event.id(), event.type(), SinkRefusal.cause(refusal), suppressed));
    }

    private Uni<Void> answer(WebhookEvent event, Outcome outcome) {
        metrics.count(event.type(), outcome);
        return switch (outcome) {
            case SAFE, DUPLICATE -> {
                unsafe.safe(event.key());
                yield Uni.createFrom().voidItem();
            }
            case OVERLOADED -> retryLater("Too many concurrent webhooks.");
            case UNDER_WAY -> retryLater("This event is already being delivered.");
            default -> retryLater("This event is not delivered yet.");
        };
    }

    private static Uni<Void> retryLater(String detail) {
        return Uni.createFrom().failure(Failure.retryLater(ProblemType.OVERLOADED, detail, RETRY_AFTER));
    }
}
