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
 * Which keys the identity provider signs with, and when it is asked for them: at once when a token names one that is not
 * known, so that a rotation is picked up, but only so often, whatever anybody sends. Known keys stay while it is down.
 */
@ApplicationScoped
class SigningKeys {

    /**
     * Keys that are older are fetched again before they are taken, so that one which the provider has taken back is refused
     * after this, even if nobody uses its successor. Only while the provider cannot be asked do they serve on.
     */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** A provider that hangs may hold nobody up who has a known key. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Uni<Boolean> YES = Uni.createFrom().item(true);

    /** One asking, running or done, and the same for everybody who waits for it. */
    private record Attempt(Instant started, Uni<Set<String>> keyIds) {

        /** A clock that was set back must not make it last. */
        boolean isOlderThan(Duration age, Instant now) {
            return now.isBefore(started) || Duration.between(started, now).compareTo(age) >= 0;
        }
    }

    /** The keys of the newest asking that was answered. */
    private record Known(Set<String> keyIds, Instant asked) {}

    private final Function<RoutingContext, Uni<Set<String>>> source;
    private final Duration interval;
    private final Clock clock;
    private final AtomicReference<Attempt> newest =
            new AtomicReference<>(new Attempt(Instant.MIN, Uni.createFrom().nothing()));
    private volatile Known known = new Known(Set.of(), Instant.MIN);
    private volatile String lastFetch = "none";

    @Inject
    SigningKeys(KeyFetch fetch, CustomerTenant tenant, Clock clock) {
        this(fetch::keyIds, tenant.keyInterval(), clock);
    }

    /** @param interval the provider is not asked more often */
    SigningKeys(Function<RoutingContext, Uni<Set<String>>> source, Duration interval, Clock clock) {
        this.source = source;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether the provider has this key; fails where it would have to be asked and does not answer. */
    Uni<Boolean> has(String keyId, RoutingContext request) {
        if (!known.keyIds().contains(keyId)) {
            return asked(request).emitOn(here()).map(keyIds -> keyIds.contains(keyId));
        }
        return isFresh() ? YES : stillHas(keyId, request);
    }

    private Uni<Boolean> stillHas(String keyId, RoutingContext request) {
        return asked(request)
                .map(keyIds -> keyIds.contains(keyId))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(true)
                .onFailure()
                .recoverWithItem(true)
                .emitOn(here());
    }

    /** How the newest asking ended: {@code none}, {@code success} or {@code failure}. */
    String lastFetch() {
        return lastFetch;
    }

    int count() {
        return known.keyIds().size();
    }

    private boolean isFresh() {
        Instant now = clock.instant();
        return !now.isBefore(known.asked()) && now.isBefore(known.asked().plus(MAX_AGE));
    }

    /** The newest asking, or a new one if that is long enough ago. Who comes second to starting one joins the first. */
    private Uni<Set<String>> asked(RoutingContext request) {
        Attempt last = newest.get();
        Instant now = clock.instant();
        if (!last.isOlderThan(interval, now)) {
            return last.keyIds();
        }
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        Attempt next = new Attempt(now, Uni.createFrom().completionStage(answer));
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
                "The identity provider does not answer, so that this token cannot be checked.",
                retryAfter);
    }

    /** Who has joined another request's asking goes on where its own request is. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
