package io.moonconnect.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Caches the ids of the identity provider's signing keys. A token with an unknown key id triggers a fetch, so that
 * rotations are picked up at once; fetches are rate-limited, whatever tokens arrive. Keys in use are fetched again in
 * the background before they are too old. Known keys stay valid during an outage of the provider.
 */
@ApplicationScoped
class SigningKeys {

    /** Revoked keys are rejected after this time; during an outage of the provider, keys stay valid. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** From this age on, a request with a known key starts a fetch and does not wait for it. */
    static final Duration REFRESH_AGE = Duration.ofMinutes(4);

    /** How long a request with a known key waits for a refresh. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(1);

    private static final Uni<Boolean> YES = Uni.createFrom().item(true);

    /** A running or completed fetch, shared by all requests that wait for it. */
    private record Fetch(Instant started, Uni<Set<String>> keyIds) {

        /** A clock that was set back counts as expired. */
        boolean isOlderThan(Duration age, Instant now) {
            return now.isBefore(started) || Duration.between(started, now).compareTo(age) >= 0;
        }
    }

    /** The keys of the latest successful fetch. */
    private record Known(Set<String> keyIds, Instant asked) {

        /** A clock that was set back counts as expired. */
        boolean isYoungerThan(Duration age, Instant now) {
            return !now.isBefore(asked) && now.isBefore(asked.plus(age));
        }
    }

    private final Function<RoutingContext, Uni<Set<String>>> source;
    private final Duration interval;
    private final Clock clock;
    private final AtomicReference<Fetch> newest =
            new AtomicReference<>(new Fetch(Instant.MIN, Uni.createFrom().nothing()));
    private volatile Known known = new Known(Set.of(), Instant.MIN);
    private volatile String lastFetch = "none";

    @Inject
    SigningKeys(KeyFetch fetch, CustomerTenant tenant, Clock clock) {
        this(fetch::keyIds, tenant.keyInterval(), clock);
    }

    /** @param interval minimum time between fetches */
    SigningKeys(Function<RoutingContext, Uni<Set<String>>> source, Duration interval, Clock clock) {
        this.source = source;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether the key is known; fails if a fetch is needed and fails. */
    Uni<Boolean> has(String keyId, RoutingContext request) {
        Known keys = known;
        if (!keys.keyIds().contains(keyId)) {
            return asked(request).emitOn(here()).map(keyIds -> keyIds.contains(keyId));
        }
        Instant now = clock.instant();
        if (!keys.isYoungerThan(MAX_AGE, now)) {
            return stillHas(keyId, request);
        }
        if (!keys.isYoungerThan(REFRESH_AGE, now)) {
            asked(request);
        }
        return YES;
    }

    private Uni<Boolean> stillHas(String keyId, RoutingContext request) {
        return asked(request)
                .map(keyIds -> keyIds.contains(keyId))
                .ifNoItem()
                .after(REFRESH_TIMEOUT)
                .recoverWithItem(true)
                .onFailure()
                .recoverWithItem(true)
                .emitOn(here());
    }

    /** Result of the latest fetch: {@code none}, {@code success} or {@code failure}. */
    String lastFetch() {
        return lastFetch;
    }

    int count() {
        return known.keyIds().size();
    }

    /** The latest fetch, or a new one if the interval has passed. Concurrent callers share one fetch. */
    private Uni<Set<String>> asked(RoutingContext request) {
        Fetch last = newest.get();
        Instant now = clock.instant();
        if (!last.isOlderThan(interval, now)) {
            return last.keyIds();
        }
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        // A copy for each waiter: one that stops waiting cancels its own.
        Fetch next = new Fetch(now, Uni.createFrom().completionStage(answer::copy));
        if (!newest.compareAndSet(last, next)) {
            return newest.get().keyIds();
        }
        source.apply(request)
                .invoke(keyIds -> succeeded(keyIds, now))
                .onFailure()
                .transform(this::failed)
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
        return next.keyIds();
    }

    private void succeeded(Set<String> keyIds, Instant asked) {
        known = new Known(keyIds, asked);
        lastFetch = "success";
    }

    private Failure failed(Throwable failure) {
        lastFetch = "failure";
        return unavailable(interval);
    }

    static Failure unavailable(Duration retryAfter) {
        return Failure.retryLater(
                ProblemType.IDENTITY_PROVIDER_UNAVAILABLE,
                "The identity provider is not available, so the token cannot be verified.",
                retryAfter);
    }

    /** Requests that share a fetch continue on their own event-loop context. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
