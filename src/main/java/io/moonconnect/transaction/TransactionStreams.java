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
import io.moonconnect.stream.EventSource;
import io.moonconnect.stream.EventStream;
import io.moonconnect.stream.StreamKind;
import io.moonconnect.stream.Streams;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Follows a transaction to its end; a failure before the first state is an ordinary problem response. */
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

    private Uni<EventSource> follow(AccessToken token, String transactionId, RoutingContext request) {
        Context own = vertx.getOrCreateContext();
        Watcher watcher = new Watcher(problemsOf(request));
        request.addEndHandler(ended -> watches.run(watcher::leave));
        return Uni.createFrom()
                .<Answer<Transaction>>emitter(opening -> watches.join(token, transactionId, watcher, opening))
                .emitOn(task -> own.runOnContext(turn -> task.run()))
                .invoke(first -> addRequestId(first, request))
                .map(first -> events(watcher));
    }

    private EventSource events(Watcher watcher) {
        return sink -> {
            watches.run(() -> watcher.follow(sink));
            return () -> watches.run(watcher::leave);
        };
    }

    /** MoonPay's request id of the read with the first state, which may have been made for another stream. */
    private static void addRequestId(Answer<Transaction> first, RoutingContext request) {
        if (first.requestId() != null) {
            request.response().putHeader(Failure.MOONPAY_REQUEST_ID, first.requestId());
        }
    }

    /** Reads the request eagerly, because other threads must not access it. */
    private static Function<Failure, Problem> problemsOf(RoutingContext request) {
        String path = request.normalizedPath();
        String requestId = RequestId.of(request);
        return failure -> Problem.of(failure, path, requestId);
    }
}
