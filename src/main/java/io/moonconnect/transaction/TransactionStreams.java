package io.moonconnect.transaction;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.http.RequestId;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.EventStream;
import io.moonconnect.stream.StreamEvent;
import io.moonconnect.stream.StreamKind;
import io.moonconnect.stream.Streams;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Streams that follow a transaction to its end. Whatever keeps the first state from being read is an ordinary problem. */
@ApplicationScoped
class TransactionStreams {

    private final Streams streams;
    private final Watches watches;
    private final TokenHash hash;
    private final Vertx vertx;

    TransactionStreams(Streams streams, Watches watches, TokenHash hash, Vertx vertx) {
        this.streams = streams;
        this.watches = watches;
        this.hash = hash;
        this.vertx = vertx;
    }

    Uni<EventStream> open(AccessToken token, String transactionId, RoutingContext request) {
        return streams.open(
                StreamKind.TRANSACTION, hash.of(token), request, () -> follow(token, transactionId, request));
    }

    private Uni<Multi<StreamEvent>> follow(AccessToken token, String transactionId, RoutingContext request) {
        Context own = vertx.getOrCreateContext();
        Watcher watcher = new Watcher(problemsOf(request));
        request.addEndHandler(ended -> watches.run(watcher::leave));
        return Uni.createFrom()
                .<Answer<Transaction>>emitter(opening -> watches.join(token, transactionId, watcher, opening))
                .emitOn(task -> own.runOnContext(turn -> task.run()))
                .invoke(first -> nameRead(first, request))
                .map(first -> events(watcher));
    }

    private Multi<StreamEvent> events(Watcher watcher) {
        return Multi.createFrom()
                .emitter(
                        events -> {
                            events.onTermination(() -> watches.run(watcher::leave));
                            watches.run(() -> watcher.follow(events));
                        },
                        BackPressureStrategy.ERROR);
    }

    /** That of the read which brought the first state, though it may have been made for another stream. */
    private static void nameRead(Answer<Transaction> first, RoutingContext request) {
        if (first.requestId() != null) {
            request.response().putHeader(Failure.MOONPAY_REQUEST_ID, first.requestId());
        }
    }

    /** Reads the request now: it is not to be touched by other threads than its own. */
    private static Function<Failure, Problem> problemsOf(RoutingContext request) {
        String path = request.normalizedPath();
        String requestId = RequestId.of(request);
        return failure -> Problem.of(failure, path, requestId);
    }
}
